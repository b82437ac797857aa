import { DocumentKind } from '@connectly/plugin-handbook-common';
import { Knex } from 'knex';
import { DocumentFreshness } from './DocumentFreshness';

/** Among documents that are equally urgent: what is read in a hurry first. */
const kinds: DocumentKind[] = ['runbook', 'troubleshooting', 'adr', 'guide', 'path'];

/** Broken documents first, then overdue ones, then the rest. */
export function orderByUrgency(rows: Knex.QueryBuilder, freshness: DocumentFreshness): void {
  rows.orderByRaw(
    'case when documents.broken or exists ? then 0 when documents.review_due is not null and documents.review_due < ? then 1 else 2 end',
    [freshness.missing(), freshness.today()],
  );
  const ranks = kinds.map((_, index) => `when ? then ${index}`).join(' ');
  rows.orderByRaw(`case documents.kind ${ranks} else ${kinds.length} end`, kinds);
}

/**
 * Decisions that took another one's place, or whose place was taken. The summary is our own JSON, in which a quotation mark of a text
 * is escaped: none of these can stand in a title.
 */
export function whereSuperseding(rows: Knex.QueryBuilder): void {
  rows.where(one =>
    one
      .where('documents.summary', 'like', '%"supersededBy":%')
      .orWhere(taker => taker.where('documents.summary', 'like', '%"supersedes":[%').whereNot('documents.summary', 'like', '%"supersedes":[]%')),
  );
}
