import { DocumentQuery, DocumentSummary } from '@connectly/plugin-handbook-common';
import { Knex } from 'knex';
import { RawDbDocumentRow, RawDbLabelRow } from './rows';

/** How long an entity is missing before a document that names it is broken, in milliseconds. */
const patience = 15 * 60_000;

/** Labels, of some types, of the document that a row of the query around is. */
export function labelsOf(database: Knex, ...types: RawDbLabelRow['type'][]): Knex.QueryBuilder {
  return database('document_labels')
    .whereRaw('document_labels.repository = documents.repository')
    .whereRaw('document_labels.path = documents.path')
    .whereIn('type', types)
    .select(database.raw('1'));
}

/**
 * How documents stand: one that is wrong in itself, or names what is not there, is broken; else one that nobody looked at in time is
 * overdue. For rows that were read, and for those that a query looks for.
 */
export class DocumentFreshness {
  readonly #database: Knex;
  readonly #now: () => Date;

  constructor(database: Knex, now: () => Date) {
    this.#database = database;
    this.#now = now;
  }

  /** ISO date. */
  today(): string {
    return this.#now().toISOString().slice(0, 10);
  }

  /** A catalog that has just been started takes in for some minutes what was read, and a release's tag follows what announces it. */
  missingEntities(): Knex.QueryBuilder<{ entity: string; since: string }> {
    const before = new Date(this.#now().getTime() - patience);
    return this.#database<{ entity: string; since: string }>('missing_entities').where('since', '<', before.toISOString());
  }

  /** Labels that name what is not there. */
  missing(): Knex.QueryBuilder {
    return labelsOf(this.#database, 'about', 'release').whereIn('value', this.missingEntities().select('entity'));
  }

  /** Limits a query to documents that stand so. */
  where(rows: Knex.QueryBuilder, freshness: DocumentQuery['freshness']): void {
    if (!freshness) {
      return;
    }
    const broken = (one: Knex.QueryBuilder) => one.where('documents.broken', true).orWhereExists(this.missing());
    if (freshness === 'broken') {
      rows.where(broken);
      return;
    }
    const overdue = (one: Knex.QueryBuilder) =>
      one.whereNotNull('documents.review_due').where('documents.review_due', '<', this.today());
    if (freshness === 'attention') {
      rows.where(one => one.where(broken).orWhere(overdue));
      return;
    }
    rows.whereNot(broken);
    if (freshness === 'overdue') {
      rows.where(overdue);
    } else {
      rows.whereNot(overdue);
    }
  }

  /** @param lost - how many things that are not there the document names */
  of(row: Pick<RawDbDocumentRow, 'broken' | 'review_due'>, lost: number): DocumentSummary['freshness'] {
    if (row.broken || lost > 0) {
      return 'broken';
    }
    return row.review_due !== null && row.review_due < this.today() ? 'overdue' : 'fresh';
  }
}
