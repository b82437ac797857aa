/**
 * PostgreSQL finds a document only when every word of the question begins one of the document's, and knows no Korean. So a question of
 * which that finds little is asked once more by its telling words, any of them, those that few documents have counting most. Korean ones
 * are looked for by every two syllables, which the document carries in a field of its own.
 */
import { DocumentResultRow, PgSearchQuery } from '@backstage/plugin-search-backend-module-pg';
import { IndexableDocument } from '@backstage/plugin-search-common';
import { Knex } from 'knex';
import { stemOf } from '../question';
import { isKorean, wordsOf } from '../words';

/** Words of a question that are looked for, the rarest of all. */
const wordLimit = 10;
/** Documents that the words may find together, as far as is known, beyond the two rarest. */
const rowLimit = 5_000;
/** Documents that are ranked. */
const candidateLimit = 100;
/** UTF-16 units of a document whose syllables are kept: an index of words has an end in PostgreSQL. */
const textLimit = 20_000;
/** Shorter words begin too many others. */
const prefixLength = 3;
/** As do words with which more documents have one that begins. */
const prefixLimit = 1_000;
/** How much the title counts beside everything together. */
const titleWeight = 2;
const weights = '{0.1, 0.8, 0.3, 1}';

/** A word of a question as PostgreSQL looks for it. */
interface LooseWord {
  word: string;
  query: string;
  /** How telling it is: more, the fewer documents have it. */
  weight: number;
}

/** A document with its Korean by every two syllables, in a field that PostgreSQL indexes like any other. */
export function withSyllables(document: IndexableDocument): IndexableDocument {
  const { location: _, authorization: __, ...fields } = document;
  const text = Object.values(fields).flat().filter(each => typeof each === 'string').join('\n');
  const syllables = new Set(wordsOf(text.slice(0, textLimit)).filter(isKorean));
  return syllables.size > 0 ? ({ ...document, syllables: [...syllables].join(' ') } as IndexableDocument) : document;
}

/** As it was given to the search. */
export function withoutSyllables(row: DocumentResultRow): DocumentResultRow {
  const { syllables: _, ...document } = row.document as IndexableDocument & { syllables?: string };
  return { ...row, document };
}

/** The telling words of a question, with how many documents have them by what PostgreSQL last learnt of the table. */
async function weigh(tx: Knex.Transaction, words: string[]): Promise<LooseWord[]> {
  const { rows } = await tx.raw(
    `SELECT word, (ts_lexize('english_stem', word))[1] AS lexeme, known.frequency, least.frequency AS least, greatest(size.documents, 1) AS documents
     FROM unnest(?::text[]) AS word
     CROSS JOIN (SELECT max(reltuples) AS documents FROM pg_class WHERE oid = to_regclass('documents')) AS size
     LEFT JOIN pg_stats ON schemaname = current_schema() AND tablename = 'documents' AND attname = 'body'
     LEFT JOIN LATERAL (
       SELECT frequency FROM unnest(most_common_elems::text::text[], most_common_elem_freqs) AS each (element, frequency)
       WHERE element = (ts_lexize('english_stem', word))[1]
     ) AS known ON true
     LEFT JOIN LATERAL (SELECT min(frequency) AS frequency FROM unnest(most_common_elem_freqs) AS frequency WHERE frequency > 0) AS least ON true`,
    [words],
  );
  const weighed = (rows as { word: string; lexeme: string | null; frequency: number | null; least: number | null; documents: number }[])
    // PostgreSQL has words of its own that tell nothing
    .filter(({ lexeme }) => lexeme)
    .map(({ word, frequency, least, documents }) => {
      const share = frequency ?? Math.max(1 / documents, (least ?? 0) / 4);
      return { word, query: `"${word}"`, weight: Math.log(1 + 1 / share), found: share * documents };
    })
    .sort((one, other) => other.weight - one.weight)
    .slice(0, wordLimit);
  const begun = await countBegun(tx, weighed.map(({ word }) => word).filter(word => !isKorean(word) && word.length >= prefixLength));
  let found = 0;
  return weighed
    .map(each => {
      const count = begun.get(each.word) ?? Infinity;
      return count > prefixLimit ? each : { ...each, query: `("${each.word}" | "${each.word}":*)`, found: Math.max(each.found, count) };
    })
    .filter((each, index) => {
      found += each.found;
      return index < 2 || found <= rowLimit;
    });
}

/** How many documents have a word that begins with each of those given, counted no further than matters. */
async function countBegun(tx: Knex.Transaction, words: string[]): Promise<Map<string, number>> {
  const { rows } = await tx.raw(
    `SELECT word, (SELECT count(*) FROM (SELECT 1 FROM documents WHERE body @@ to_tsquery('english', '"' || word || '":*') LIMIT ?) AS begun) AS count
     FROM unnest(?::text[]) AS word`,
    [prefixLimit + 1, words],
  );
  return new Map((rows as { word: string; count: string }[]).map(({ word, count }) => [word, Number(count)]));
}

function titleScore(title: string, words: LooseWord[]): number {
  const said = wordsOf(title);
  const stems = new Set(said.flatMap(word => (isKorean(word) ? [word] : [word, stemOf(word)])));
  const sum = words.filter(({ word }) => stems.has(word) || stems.has(stemOf(word))).reduce((total, { weight }) => total + weight, 0);
  return sum / (4 + said.length);
}

/**
 * Documents with any of the words, and those that the whole question finds, best first. A long text holds every word of many a question
 * and is about something else, so that the words' weights decide. Nothing where no word tells anything.
 * @param narrow - leaves those of the kinds and with the values that are asked for
 */
export async function findLoosely(
  tx: Knex.Transaction,
  { offset, limit, strict }: Pick<PgSearchQuery, 'offset' | 'limit'> & { strict: Buffer[] },
  words: string[],
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<DocumentResultRow[] | undefined> {
  const weighed = await weigh(tx, words);
  if (weighed.length === 0) return undefined;
  const asked = tx.raw(`unnest(?::text[], ?::float8[]) AS asked (query, weight)`, [weighed.map(({ query }) => query), weighed.map(({ weight }) => weight)]);
  const found = narrow(
    tx('documents')
      .joinRaw(`JOIN ${asked.toQuery()} ON body @@ to_tsquery('english', asked.query)`)
      .groupBy('hash')
      .select('hash')
      .orderByRaw('sum(asked.weight) DESC, hash')
      .limit(candidateLimit),
  );
  const candidates: { hash: Buffer; title: string | null; score: number }[] = await tx
    // joined with nothing, so that what is stored is unpacked once for each document, and not once for each word
    .withMaterialized('unpacked', tx('documents').whereIn('hash', tx.select('hash').from(found.as('found'))).orWhereIn('hash', strict).select('hash', tx.raw(`document->>'title' AS title, body || ''::tsvector AS body`)))
    .from('unpacked')
    .joinRaw(`CROSS JOIN ${asked.toQuery()}`)
    .groupBy('hash', 'title')
    .select('hash', 'title', tx.raw(`sum(asked.weight * ts_rank('${weights}', body, to_tsquery('english', asked.query), 1)) AS score`));
  const page = candidates
    .map(({ hash, title, score }) => ({ hash, rank: Number(score) + titleWeight * titleScore(title ?? '', weighed) }))
    .sort((one, other) => other.rank - one.rank || Buffer.compare(one.hash, other.hash))
    .slice(offset, offset + limit);
  const rows: (DocumentResultRow & { hash: Buffer })[] = await tx('documents')
    .whereIn('hash', page.map(({ hash }) => hash))
    .select('hash', 'type', 'document');
  const byHash = new Map(rows.map(row => [row.hash.toString('hex'), row]));
  return page.flatMap(({ hash, rank }) => {
    const row = byHash.get(hash.toString('hex'));
    return row ? [{ type: row.type, document: row.document, rank, total_count: String(candidates.length) } as unknown as DocumentResultRow] : [];
  });
}
