import { chunksOf, insertRows } from '@connectly/plugin-platform-node';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { Knex } from 'knex';
import { compare, prerelease, valid } from 'semver';
import { deleteFindings, findingRows } from './findings';
import { RefProjection } from './RefProjection';
import { RawDbModuleRow, RawDbModuleVersionRow } from './rows';

/** Puts what was read of the named modules in the place of what was known of them at this ref. */
export async function replaceModules(
  transaction: Knex.Transaction,
  read: RefProjection,
  names: string[],
): Promise<void> {
  const { repository, ref, commit, released } = read;
  for (const chunk of chunksOf(names)) {
    await transaction('module_versions')
      .where({ repository, ref })
      .whereIn('name', chunk)
      .delete();
    await deleteFindings(
      transaction,
      read,
      chunk.map(name => `module:${name}`),
    );
  }
  const rows = read.modules.map(
    (module): RawDbModuleVersionRow => ({
      name: module.name,
      ref,
      repository,
      version: module.version,
      released,
      commit,
      findings: module.findings.length + module.directory.findings.length,
      data: JSON.stringify(module),
    }),
  );
  await insertRows(transaction, 'module_versions', rows);
  await insertRows(
    transaction,
    'findings',
    read.modules.flatMap(module =>
      findingRows(
        read,
        `module:${module.name}`,
        `infrastructure/modules/${module.name}`,
        [...module.findings, ...module.directory.findings],
      ),
    ),
  );
  await summariseModules(transaction, names);
}

/** Brings the list of modules in line with their versions. */
export async function summariseModules(
  transaction: Knex.Transaction,
  names: string[],
): Promise<void> {
  for (const name of names) {
    const versions = await transaction<RawDbModuleVersionRow>(
      'module_versions',
    )
      .where({ name })
      .select('ref', 'version', 'released');
    const latest = versions.sort(byPreference).at(-1);
    if (!latest) {
      await transaction('modules').where({ name }).delete();
      continue;
    }
    const row = await transaction<RawDbModuleVersionRow>('module_versions')
      .where({ name, ref: latest.ref })
      .first();
    const { manifest } = JSON.parse(row!.data) as ModuleVersion;
    const { title, description, owner, lifecycle } = manifest;
    const summary: RawDbModuleRow = {
      name,
      repository: row!.repository,
      title,
      description,
      owner,
      lifecycle,
      latest_version: row!.version,
      latest_ref: row!.ref,
      released: row!.released,
      findings: row!.findings,
      search: `${name} ${title} ${description}`.toLowerCase(),
    };
    await insertRows(transaction, 'modules', [summary], ['name']);
  }
}

/**
 * Released before worked on, full releases before trial ones, then by number; the best comes last. A version that is
 * none, which older code may have kept, comes before all others.
 */
export function byPreference(
  left: Pick<RawDbModuleVersionRow, 'version' | 'released'>,
  right: Pick<RawDbModuleVersionRow, 'version' | 'released'>,
): number {
  const rank = ({ version, released }: typeof left) =>
    valid(version) ? 1 + (released ? 2 : 0) + (prerelease(version) ? 0 : 1) : 0;
  return (
    rank(left) - rank(right) ||
    (rank(left) === 0 ? 0 : compare(left.version, right.version))
  );
}
