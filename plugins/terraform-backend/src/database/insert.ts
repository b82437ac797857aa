import { Knex } from 'knex';
import { storable } from './rows';

/** Rows of one insert, names of one query: both databases bound the values of a statement. */
const chunkSize = 200;

/** What one statement takes at a time. */
export function* chunksOf<T>(items: T[]): Generator<T[]> {
  for (let offset = 0; offset < items.length; offset += chunkSize) {
    yield items.slice(offset, offset + chunkSize);
  }
}

/** Inserts rows; those that are there already by `mergeOn` are replaced. */
export async function insert(
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
