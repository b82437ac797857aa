import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  ModuleVersion,
  TerraformDirectory,
  TerraformFinding,
} from '@connectly/plugin-terraform-common';
import { Knex } from 'knex';
import { compare, prerelease, valid } from 'semver';
import { RootProjection } from '../projection/projectRoot';
import { StackManifest } from '../projection/readStackManifest';
import {
  RawDbFindingRow,
  RawDbModuleRow,
  RawDbModuleVersionRow,
  RawDbProjectionRow,
  RawDbStackRow,
  storable,
} from './rows';

/** Raise it when the code reads something new: everything is read again then. */
export const readerVersion = 2;

/** Rows of one insert. */
const chunkSize = 200;

/** A root module as it was read. */
export interface ProjectedRoot {
  /** From the repository's root. */
  directory: string;
  environment?: string;
  /** Name of the stack whose root module it is. */
  stack?: string;
  manifest?: StackManifest;
  content: TerraformDirectory;
  projection: RootProjection;
}

/** What one read of one ref found. */
export interface RefProjection {
  repository: string;
  ref: string;
  commit: string;
  /** The commit that was shown when the read began; somebody else's newer one must not be undone. */
  previousCommit?: string;
  /** Modules that were read again; every module of the ref when `complete`. */
  modules: ModuleVersion[];
  released: boolean;
  /** Modules and directories that the read no longer found. */
  removedModules: string[];
  roots: ProjectedRoot[];
  removedRoots: string[];
  /** Replaces everything known of the ref, and not only what is named. */
  complete: boolean;
}

/** Names of what a write touched. */
export interface ProjectionChange {
  modules: string[];
  stacks: string[];
}

/** Writes what was read, all of it or nothing. */
export class DatabaseProjectionStore {
  readonly #database: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseProjectionStore> {
    const { database } = options;
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@connectly/plugin-terraform-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseProjectionStore(client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  get client(): Knex {
    return this.#database;
  }

  /** Commits that are shown, by ref. Those that older code read are left out, so that they are read again. */
  async projections(repository: string): Promise<Map<string, string>> {
    const rows = await this.#database<RawDbProjectionRow>('projections').where({
      repository,
      reader: readerVersion,
    });
    return new Map(rows.map(row => [row.ref, row.commit]));
  }

  /** Whether anything of the repository was read, by whichever code. */
  async isRead(repository: string): Promise<boolean> {
    const row = await this.#database<RawDbProjectionRow>('projections')
      .where({ repository })
      .first();
    return row !== undefined;
  }

  /** Commits that are shown of every repository, as `repository ref`. */
  async allProjections(): Promise<RawDbProjectionRow[]> {
    return this.#database<RawDbProjectionRow>('projections');
  }

  /** Remembers that everything was read once. */
  async markComplete(): Promise<void> {
    if (!(await this.isComplete())) {
      await this.#database('reconciliations')
        .insert({ name: 'first' })
        .onConflict('name')
        .ignore();
    }
  }

  /** Whether everything was read once; until then what is missing here is not gone. */
  async isComplete(): Promise<boolean> {
    return (await this.#database('reconciliations').first()) !== undefined;
  }

  /** @returns what was touched, or `undefined` when somebody else wrote meanwhile and the read must be repeated. */
  async keep(read: RefProjection): Promise<ProjectionChange | undefined> {
    return this.#database.transaction(async transaction => {
      if (!(await this.#claim(transaction, read))) {
        return undefined;
      }
      const { repository, ref } = read;
      const modules = new Set([
        ...read.modules.map(module => module.name),
        ...read.removedModules,
      ]);
      const roots = new Set([
        ...read.roots.map(root => root.directory),
        ...read.removedRoots,
      ]);
      if (read.complete) {
        const known = await transaction<RawDbModuleVersionRow>(
          'module_versions',
        ).where({ repository, ref });
        known.forEach(row => modules.add(row.name));
        for (const table of ['module_usages', 'stacks'] as const) {
          if (!read.released) {
            const rows = await transaction(table)
              .where({ repository })
              .distinct('directory');
            rows.forEach(row => roots.add(row.directory));
          }
        }
      }
      await this.#replaceModules(transaction, read, [...modules]);
      const stacks = await this.#replaceRoots(transaction, read, [...roots]);
      return { modules: [...modules], stacks };
    });
  }

  /** Removes everything that came from a ref, or from all refs of a repository. */
  async remove(options: {
    repository: string;
    ref?: string;
  }): Promise<ProjectionChange> {
    const { repository, ref } = options;
    return this.#database.transaction(async transaction => {
      const source = ref ? { repository, ref } : { repository };
      const versions = await transaction<RawDbModuleVersionRow>(
        'module_versions',
      )
        .where(source)
        .select('name');
      await transaction('module_versions').where(source).delete();
      await transaction('projections').where(source).delete();
      await transaction('findings').where(source).delete();
      const modules = [...new Set(versions.map(row => row.name))];
      await this.#summarise(transaction, modules);
      let stacks: string[] = [];
      // Root modules are those of the default branch, which another name may have taken over.
      const branch = await transaction<RawDbProjectionRow>('projections')
        .where({ repository })
        .whereLike('ref', 'refs/heads/%')
        .first();
      if (!branch) {
        stacks = (
          await transaction<RawDbStackRow>('stacks')
            .where({ repository })
            .select('name')
        ).map(row => row.name);
        for (const table of [
          'stacks',
          'contract_values',
          'module_usages',
          'contract_uses',
        ]) {
          await transaction(table).where({ repository }).delete();
        }
      }
      return { modules, stacks };
    });
  }

  /** Marks the ref as shown at the new commit, when it still is at the one that the read began from. */
  async #claim(
    transaction: Knex.Transaction,
    read: RefProjection,
  ): Promise<boolean> {
    const { repository, ref, commit, previousCommit } = read;
    const row: RawDbProjectionRow = {
      repository,
      ref,
      commit,
      reader: readerVersion,
    };
    const known = await transaction<RawDbProjectionRow>('projections')
      .where({ repository, ref })
      .first();
    if (!known) {
      const inserted = await transaction<RawDbProjectionRow>('projections')
        .insert(row)
        .onConflict(['repository', 'ref'])
        .ignore()
        .returning('ref');
      return inserted.length > 0;
    }
    const expected = previousCommit ?? known.commit;
    if (previousCommit === undefined && known.reader === readerVersion) {
      return false;
    }
    const updated = await transaction<RawDbProjectionRow>('projections')
      .where({ repository, ref, commit: expected, reader: known.reader })
      .update(row);
    return updated > 0;
  }

  async #replaceModules(
    transaction: Knex.Transaction,
    read: RefProjection,
    names: string[],
  ): Promise<void> {
    const { repository, ref, commit, released } = read;
    for (let offset = 0; offset < names.length; offset += chunkSize) {
      const chunk = names.slice(offset, offset + chunkSize);
      await transaction('module_versions')
        .where({ repository, ref })
        .whereIn('name', chunk)
        .delete();
      const subjects = chunk.map(name => `module:${name}`);
      await transaction('findings')
        .where({ repository, ref })
        .whereIn('subject', subjects)
        .delete();
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
    await insert(transaction, 'module_versions', rows);
    await insert(
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
    await this.#summarise(transaction, names);
  }

  async #replaceRoots(
    transaction: Knex.Transaction,
    read: RefProjection,
    directories: string[],
  ): Promise<string[]> {
    if (read.released) {
      return [];
    }
    const { repository, ref } = read;
    const stacks = new Set<string>();
    for (let offset = 0; offset < directories.length; offset += chunkSize) {
      const chunk = directories.slice(offset, offset + chunkSize);
      const old = await transaction<RawDbStackRow>('stacks')
        .where({ repository })
        .whereIn('directory', chunk);
      old.forEach(row => stacks.add(row.name));
      for (const table of [
        'stacks',
        'contract_values',
        'module_usages',
        'contract_uses',
      ]) {
        await transaction(table)
          .where({ repository })
          .whereIn('directory', chunk)
          .delete();
      }
      const subjects = chunk.map(directory => `root:${directory}`);
      await transaction('findings')
        .where({ repository, ref })
        .whereIn('subject', subjects)
        .delete();
    }
    for (const root of read.roots) {
      const { directory, environment, projection, content } = root;
      const place = { repository, directory };
      for (const row of stackRows(read, root)) {
        // A root module of its own wins over one that publishes for several stacks.
        const query = transaction('stacks')
          .insert(storable(row))
          .onConflict('name');
        await (root.stack === row.name ? query.merge() : query.ignore());
        stacks.add(row.name);
      }
      const published = projection.published.map(value => ({
        ...value,
        ...place,
      }));
      await insert(
        transaction,
        'contract_values',
        unique(published, row => `${row.stack}/${row.value}`),
        ['stack', 'value'],
      );
      await insert(
        transaction,
        'module_usages',
        projection.usages.map(({ version, ...usage }) => ({
          ...usage,
          ...place,
          version: version ?? null,
          environment: environment ?? null,
          stack: root.stack ?? null,
        })),
      );
      const uses = projection.read.map(use => ({
        ...use,
        ...place,
        environment: environment ?? null,
      }));
      await insert(
        transaction,
        'contract_uses',
        unique(uses, row => `${row.stack}/${row.value}`),
      );
      await insert(
        transaction,
        'findings',
        findingRows(read, `root:${directory}`, directory, [
          ...content.findings,
          ...projection.findings,
        ]),
      );
    }
    return [...stacks];
  }

  /** Brings the list of modules in line with their versions. */
  async #summarise(
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
      await insert(transaction, 'modules', [summary], ['name']);
    }
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

function stackRows(read: RefProjection, root: ProjectedRoot): RawDbStackRow[] {
  const published = root.projection.published.map(value => value.stack);
  const names = new Set([...(root.stack ? [root.stack] : []), ...published]);
  return [...names].map(name => {
    const own = name === root.stack ? root.manifest : undefined;
    const title = own?.title ?? name;
    const description = own?.description ?? '';
    return {
      name,
      repository: read.repository,
      directory: root.directory,
      title,
      description,
      owner: root.manifest?.owner ?? 'group:default/unknown',
      findings: root.content.findings.length,
      search: `${name} ${title} ${description}`.toLowerCase(),
      data: JSON.stringify(root.content),
    };
  });
}

function findingRows(
  read: RefProjection,
  subject: string,
  directory: string,
  findings: TerraformFinding[],
): RawDbFindingRow[] {
  return findings.map(({ severity, code, message, position }) => ({
    repository: read.repository,
    ref: read.ref,
    subject,
    severity,
    code,
    message,
    file: `${directory}/${position.file}`,
    line: position.line,
  }));
}

function unique<T>(rows: T[], keyOf: (row: T) => string): T[] {
  return [...new Map(rows.map(row => [keyOf(row), row])).values()];
}

async function insert(
  transaction: Knex.Transaction,
  table: string,
  rows: object[],
  mergeOn?: string[],
): Promise<void> {
  for (let offset = 0; offset < rows.length; offset += chunkSize) {
    const query = transaction(table).insert(
      rows.slice(offset, offset + chunkSize).map(storable),
    );
    await (mergeOn ? query.onConflict(mergeOn).merge() : query);
  }
}
