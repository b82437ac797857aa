import { TerraformFinding } from '@connectly/plugin-terraform-common';
import { Knex } from 'knex';
import { RefProjection } from './RefProjection';
import { RawDbFindingRow } from './rows';

/** Deletes what was found at this ref in the named subjects, `module:<name>` or `root:<directory>`. */
export async function deleteFindings(
  transaction: Knex.Transaction,
  read: RefProjection,
  subjects: string[],
): Promise<void> {
  const { repository, ref } = read;
  await transaction('findings')
    .where({ repository, ref })
    .whereIn('subject', subjects)
    .delete();
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
