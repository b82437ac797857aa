import { monthsAfter } from '@connectly/plugin-handbook-node';
import { CommitFacts } from '@connectly/plugin-repositories-common';
import { Knex } from 'knex';
import { newestVersions } from './DatabaseVersions';
import { RawDbDocumentRow } from './rows';

/**
 * A document that names no date is due so many months after the last commit that changed its text, as far as that is known. The
 * English file's commit decides for both languages, as its facts do.
 */
export async function dueByHistory(
  transaction: Knex.Transaction,
  repository: string,
): Promise<void> {
  const rows = await transaction<RawDbDocumentRow>('documents')
    .where({ repository })
    .whereNotNull('undated')
    .select('path', 'language', 'undated', 'review_due');
  if (rows.length === 0) {
    return;
  }
  const newest = await newestVersions(transaction, repository).select('path', 'language', 'facts');
  const dates = new Map(
    newest.flatMap(({ path, language, facts }) => {
      const { at } = facts ? (JSON.parse(facts) as CommitFacts) : { at: '' };
      return at ? [[`${language} ${path}`, at.slice(0, 10)] as const] : [];
    }),
  );
  for (const { path, language, undated, review_due } of rows) {
    const from = dates.get(`en ${path}`) ?? dates.get(`${language} ${path}`);
    const due = from ? monthsAfter(from, undated ?? 0) : null;
    if (due !== review_due) {
      await transaction('documents')
        .where({ repository, path, language })
        .update({ review_due: due });
    }
  }
}
