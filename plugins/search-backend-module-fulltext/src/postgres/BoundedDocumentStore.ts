/**
 * Backstage's table of documents in PostgreSQL, asked in a way that stays fast when a word stands in very many of them. Backstage's own
 * query ranks every document that it finds, for which PostgreSQL unpacks the stored words of each one: 11,000 of 20,000 documents took it half a
 * second. Here all of them are counted without unpacking, and a bounded number is ranked: those with a word of the question in the title come first.
 */
import { DatabaseDocumentStore, DocumentResultRow, PgSearchQuery } from '@backstage/plugin-search-backend-module-pg';
import { IndexableDocument } from '@backstage/plugin-search-common';
import { Knex } from 'knex';
import { findLoosely, withoutSyllables, withSyllables } from './looseQuestion';

const titleIndex = 'connectly_documents_title_index';
/** Documents that are ranked, of those with a word in the title and of all. */
const rankedLimit = 500;
/** To what a question finds is added, when it is no more, what its telling words find. */
const fewLimit = 20;
/**
 * What the title says in full comes first: a long text holds all words of a question many times, and is about something else. Then by rank,
 * and the rest always in the same order, so that pages fit each other.
 */
const inOrder = 'about DESC NULLS LAST, rank DESC NULLS LAST, found.hash';

/** A question with its telling words; without them nothing is looked for loosely. */
export interface WordedQuery extends PgSearchQuery {
  words?: string[];
}

export class BoundedDocumentStore extends DatabaseDocumentStore {
  /** Makes the index that finds titles, where it is missing. */
  async prepare(): Promise<void> {
    await this.transaction(async tx => {
      // two servers that start at once must not both make it
      await tx.raw(`SELECT pg_advisory_xact_lock(hashtext(?))`, titleIndex);
      await tx.raw(
        `CREATE INDEX IF NOT EXISTS ${titleIndex} ON documents USING gin (to_tsvector('english', document->>'title'))`,
      );
    });
  }

  /** PostgreSQL leaves new entries of an index in a list that each search reads whole, and knows nothing of new rows, until it tidies up. */
  async completeInsert(tx: Knex.Transaction, type: string, truncate?: boolean): Promise<void> {
    await super.completeInsert(tx, type, truncate);
    for (const index of ['documents_body_index', titleIndex]) await tx.raw('SELECT gin_clean_pending_list(to_regclass(?))', index);
    await tx.raw('ANALYZE documents');
  }

  async insertDocuments(tx: Knex.Transaction, type: string, documents: IndexableDocument[]): Promise<void> {
    await super.insertDocuments(tx, type, documents.map(withSyllables));
  }

  async query(tx: Knex.Transaction, searchQuery: WordedQuery): Promise<DocumentResultRow[]> {
    const { pgTerm, words = [] } = searchQuery;
    const rows = await this.#strictly(tx, searchQuery);
    const few = pgTerm && words.length > 1 ? await this.#fewOf(tx, pgTerm, searchQuery, rows) : undefined;
    const loose = few && (await findLoosely(tx, { ...searchQuery, strict: few }, words, query => narrowed(query, searchQuery)));
    return (loose ?? rows).map(withoutSyllables);
  }

  /** What a question finds where that is little, and none of it says all of the question in its title; the same for each page of it. */
  async #fewOf(
    tx: Knex.Transaction,
    pgTerm: string,
    searchQuery: PgSearchQuery,
    rows: (DocumentResultRow & { total_count?: string | number })[],
  ): Promise<Buffer[] | undefined> {
    if (Number(rows.at(0)?.total_count ?? 0) > fewLimit) return undefined;
    const found: { hash: Buffer; about: boolean }[] = await matching(tx, searchQuery)
      .select('hash', { about: tx.raw(`to_tsvector('english', document->>'title') @@ to_tsquery('english', ?)`, pgTerm) })
      .limit(fewLimit + 1);
    return found.length <= fewLimit && !found.some(({ about }) => about) ? found.map(({ hash }) => hash) : undefined;
  }

  async #strictly(tx: Knex.Transaction, searchQuery: PgSearchQuery): Promise<DocumentResultRow[]> {
    const { pgTerm, normalization = 0, offset, limit } = searchQuery;
    // without words nothing is ranked, and nothing is highlighted
    if (!pgTerm) return super.query(tx, searchQuery);
    // The planner does not know what unpacking costs, and would read the whole table; compiling the query costs more than running it.
    await tx.raw('SET LOCAL enable_seqscan = off');
    await tx.raw('SET LOCAL jit = off');
    const found = matching(tx, searchQuery).select('hash');
    const titled = matching(tx, searchQuery)
      .whereRaw(`to_tsvector('english', document->>'title') @@ to_tsquery('english', ?)`, pgTerm.replaceAll('&', '|'))
      .select('hash')
      .limit(rankedLimit);
    const any = tx.select('hash').from(tx.select('hash').from('found').limit(rankedLimit).as('any'));
    const rank = tx.raw(`ts_rank_cd(body, to_tsquery('english', ?), ?::integer)`, [pgTerm, normalization]);
    const about = tx.raw(`to_tsvector('english', document->>'title') @@ to_tsquery('english', ?)`, pgTerm);
    return tx
      .withMaterialized('found', found)
      .withMaterialized('titled', titled)
      .withMaterialized('ranked', builder =>
        builder.select('hash', { rank, about }).from('documents').whereIn('hash', tx.select('hash').from('titled').union(any)),
      )
      .with('best', builder => {
        void builder.select('found.hash', 'rank', 'about').orderByRaw(inOrder).offset(offset).limit(limit);
        // all that is found is put in order only for whoever pages beyond what is ranked
        if (offset + limit <= rankedLimit) void builder.from('ranked as found');
        else void builder.from('found').leftJoin('ranked', 'ranked.hash', 'found.hash');
      })
      .select('type', 'document', 'rank', { total_count: tx('found').count('*') })
      .from('best as found')
      .join('documents', 'documents.hash', 'found.hash')
      .orderByRaw(inOrder);
  }
}

/** Documents with all words, of the kinds and with the values that are asked for. */
function matching(tx: Knex.Transaction, searchQuery: PgSearchQuery): Knex.QueryBuilder {
  return narrowed(tx('documents').whereRaw(`body @@ to_tsquery('english', ?)`, searchQuery.pgTerm!), searchQuery);
}

function narrowed(query: Knex.QueryBuilder, { types, fields = {} }: PgSearchQuery): Knex.QueryBuilder {
  if (types) query.whereIn('type', types);
  for (const [field, value] of Object.entries(fields)) {
    const values = [value].flat().flatMap(each => [{ [field]: each }, { [field]: [each] }]);
    query.where(any => {
      for (const each of values) any.orWhereRaw('document @> ?', JSON.stringify(each));
    });
  }
  return query;
}
