import { chunksOf, insertRows, storable } from '@connectly/plugin-platform-node';
import { Knex } from 'knex';
import { deleteFindings, findingRows } from './findings';
import { ProjectedRoot, RefProjection } from './RefProjection';
import { RawDbStackRow } from './rows';

/**
 * Puts what was read of the named directories in the place of what was known of them.
 * @returns names of the stacks that were touched
 */
export async function replaceRoots(
  transaction: Knex.Transaction,
  read: RefProjection,
  directories: string[],
): Promise<string[]> {
  if (read.released) {
    return [];
  }
  const { repository } = read;
  const stacks = new Set<string>();
  for (const chunk of chunksOf(directories)) {
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
    await deleteFindings(
      transaction,
      read,
      chunk.map(directory => `root:${directory}`),
    );
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
    const published = unique(
      projection.published.map(value => ({ ...value, ...place })),
      row => `${row.stack}/${row.value}`,
    );
    const key = ['stack', 'value'];
    const own = published.filter(({ stack }) => stack === root.stack);
    await insertRows(transaction, 'contract_values', own, key);
    // The stack's own promise stays its own: it would go with the directory that took it over.
    const others = published.filter(({ stack }) => stack !== root.stack);
    for (const chunk of chunksOf(others)) {
      await transaction('contract_values')
        .insert(chunk.map(storable))
        .onConflict(key)
        .ignore();
    }
    await insertRows(
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
    await insertRows(
      transaction,
      'contract_uses',
      unique(uses, row => `${row.stack}/${row.value}`),
    );
    await insertRows(
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

function unique<T>(rows: T[], keyOf: (row: T) => string): T[] {
  return [...new Map(rows.map(row => [keyOf(row), row])).values()];
}
