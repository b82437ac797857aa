import { Knex } from 'knex';

/** Rows of one insert, names of one query: both databases bound the values of a statement. */
const chunkSize = 200;

/** What one statement takes at a time. @public */
export function* chunksOf<T>(items: T[]): Generator<T[]> {
  for (let offset = 0; offset < items.length; offset += chunkSize) {
    yield items.slice(offset, offset + chunkSize);
  }
}

/** A row whose texts every database takes: PostgreSQL knows no U+0000, and files may hold it as an escape. @public */
export function storable<T extends object>(row: T): T {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value,
    ]),
  ) as T;
}

/** Inserts rows; those that are there already by `mergeOn` are replaced. @public */
export async function insertRows(
  transaction: Knex.Transaction,
  table: string,
  rows: object[],
  mergeOn?: string[],
): Promise<void> {
  for (const chunk of chunksOf(rows)) {
    const query = transaction(table).insert(chunk.map(storable));
    await (mergeOn ? query.onConflict(mergeOn).merge() : query);
  }
}

/** Pattern of `like ? escape '\'` for a text in lower case that holds `search`. @public */
export function containing(search: string): string {
  return `%${search.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`;
}
