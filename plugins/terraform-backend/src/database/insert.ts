import { TerraformFinding } from '@connectly/plugin-terraform-common';
import { Knex } from 'knex';
import { RawDbFindingRow, storable } from './rows';
import { RefProjection } from './RefProjection';

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

/** Rows of what was found in a directory. `subject` is `module:<name>` or `root:<directory>`. */
export function findingRows(
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
