/**
 * The documents of one kind in SQLite's full-text search. What is searched is not the text but its words, as `words.ts` takes them:
 * SQLite's own tokenizers keep a Korean word whole, or find nothing shorter than three syllables. An index is filled once, and
 * replaced by the next one.
 */
import { InputError } from '@backstage/errors';
import { IndexableDocument } from '@backstage/plugin-search-common';
import type { Database, Statement } from 'better-sqlite3';
import { isKorean, wordsOf } from '../words';
import { Vocabulary } from './Vocabulary';

/** How much a word counts in the text and in every other field, and how much in the title, which is ranked by itself. */
const weights = { words: '0, 1, 3', titles: 2 };
/** Words of a question that are ranked: the rarest tell the most. */
const rankedLimit = 12;
/** Longest value that can be a filter. */
const filterLimit = 500;
/** Filters of one search. */
const filtersLimit = 20;

/** A document that was found. A lower score is a better one. */
export interface FoundDocument {
  id: number;
  score: number;
}

/** What is looked for in an index. */
export interface IndexQuestion {
  /** None asks for every document. */
  words: string[];
  filters: Record<string, unknown>;
}

export class DocumentIndex {
  readonly #database: Database;
  readonly #name: string;
  readonly #vocabulary = new Vocabulary();
  readonly #statements = new Map<string, Statement>();
  #count = 0;

  /** @param number - that no other index of the database has */
  static create(database: Database, number: number): DocumentIndex {
    return new DocumentIndex(database, `index_${number}`);
  }

  private constructor(database: Database, name: string) {
    this.#database = database;
    this.#name = name;
    database.exec(`
      CREATE TABLE ${name}_documents (id INTEGER PRIMARY KEY, document TEXT NOT NULL);
      CREATE TABLE ${name}_filters (field, value, id, PRIMARY KEY (field, value, id)) WITHOUT ROWID;
      CREATE VIRTUAL TABLE ${name}_words USING fts5(title, text, other, content='', prefix='2 3', tokenize='porter unicode61');
      CREATE VIRTUAL TABLE ${name}_titles USING fts5(title, content='', prefix='2 3', tokenize='porter unicode61');
    `);
  }

  /** How many documents it holds. */
  get size(): number {
    return this.#count;
  }

  add(documents: IndexableDocument[]): void {
    this.#database.transaction(() => {
      for (const document of documents) this.#add(document);
    })();
  }

  #add(document: IndexableDocument): void {
    this.#count += 1;
    const { title, text, location: _, authorization: __, ...other } = document;
    const columns = [title, text, Object.values(other).flat().filter(isText).join('\n')].map(column => wordsOf(column ?? ''));
    for (const words of columns) this.#vocabulary.add(words);
    this.#prepare(`INSERT INTO ${this.#name}_documents VALUES (?, ?)`).run(this.#count, JSON.stringify(document));
    this.#prepare(`INSERT INTO ${this.#name}_words (rowid, title, text, other) VALUES (?, ?, ?, ?)`).run(
      this.#count,
      ...columns.map(words => words.join(' ')),
    );
    this.#prepare(`INSERT INTO ${this.#name}_titles (rowid, title) VALUES (?, ?)`).run(this.#count, columns[0].join(' '));
    for (const [field, value] of Object.entries(document)) {
      for (const each of [value].flat()) {
        if (['string', 'number', 'boolean'].includes(typeof each) && String(each).length <= filterLimit) {
          this.#prepare(`INSERT OR IGNORE INTO ${this.#name}_filters VALUES (?, ?, ?)`).run(field, String(each), this.#count);
        }
      }
    }
  }

  /** How many documents a question finds, and the best of them. @throws InputError for more filters than anybody sets */
  find(question: IndexQuestion, limit: number): { total: number; best: FoundDocument[] } {
    const from = this.#from(question);
    if (!from) return { total: 0, best: [] };
    const { sql, values, match } = from;
    const [{ total }] = this.#prepare(`SELECT count(*) AS total ${sql}`).all(...values) as { total: number }[];
    const best = match
      ? this.#prepare(this.#ranked(sql)).all(match, ...values, limit)
      : this.#prepare(`SELECT rowid AS id, 0 AS score ${sql} ORDER BY rowid LIMIT ?`).all(...values, limit);
    return { total, best: best as FoundDocument[] };
  }

  /** Ranks what is found: the better, the lower its score. The first value is what titles are asked for. */
  #ranked(sql: string): string {
    const [words, titles] = [`${this.#name}_words`, `${this.#name}_titles`];
    return `
      WITH titled AS MATERIALIZED (SELECT rowid AS id, bm25(${titles}) AS score FROM ${titles} WHERE ${titles} MATCH ?),
        found AS MATERIALIZED (SELECT rowid AS id, bm25(${words}, ${weights.words}) AS score ${sql})
      SELECT found.id, found.score + ${weights.titles} * ifnull(titled.score, 0) AS score
      FROM found LEFT JOIN titled ON titled.id = found.id ORDER BY score, found.id LIMIT ?`;
  }

  document(id: number): IndexableDocument {
    const row = this.#prepare(`SELECT document FROM ${this.#name}_documents WHERE id = ?`).get(id) as { document: string };
    return JSON.parse(row.document);
  }

  drop(): void {
    for (const table of ['documents', 'filters', 'titles', 'words']) this.#database.exec(`DROP TABLE ${this.#name}_${table}`);
  }

  #from({ words, filters }: IndexQuestion) {
    const phrases = this.#rarest(words).flatMap(word => this.#phrasesOf(word));
    if (words.length > 0 && phrases.length === 0) return undefined;
    const table = words.length > 0 ? `${this.#name}_words` : `${this.#name}_documents`;
    const conditions = words.length > 0 ? [`${table} MATCH ?`] : [];
    const match = words.length > 0 ? phrases.join(' OR ') : undefined;
    const values: unknown[] = match ? [match] : [];
    if (Object.keys(filters).length > filtersLimit) throw new InputError(`A search takes at most ${filtersLimit} filters.`);
    for (const [field, value] of Object.entries(filters)) {
      const wanted = [value].flat().map(String);
      conditions.push(
        `+rowid IN (SELECT id FROM ${this.#name}_filters WHERE field = ? AND value IN (SELECT value FROM json_each(?)))`,
      );
      values.push(field, JSON.stringify(wanted));
    }
    const where = conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';
    return { sql: `FROM ${table} ${where}`, values, match };
  }

  /** The words that the fewest documents hold. */
  #rarest(words: string[]): string[] {
    if (words.length <= rankedLimit) return words;
    const counted = words.map(word => ({ word, count: this.#documentsWith(phraseOf(word)) }));
    const known = counted.filter(({ count }) => count > 0).sort((one, other) => one.count - other.count);
    return (known.length > 0 ? known : counted).slice(0, rankedLimit).map(({ word }) => word);
  }

  /** A word as it is; a Latin one also as the beginning of a longer one, and mistyped where no document holds it. */
  #phrasesOf(word: string): string[] {
    const phrases = [phraseOf(word)];
    if (isKorean(word) === (word.length === 1)) phrases.push(`${phraseOf(word)} *`);
    if (this.#vocabulary.has(word) || this.#documentsWith(phrases.join(' OR ')) > 0) return phrases;
    return this.#vocabulary.similarTo(word).map(phraseOf);
  }

  #documentsWith(match: string): number {
    const sql = `SELECT count(*) AS count FROM ${this.#name}_words WHERE ${this.#name}_words MATCH ?`;
    return (this.#prepare(sql).get(match) as { count: number }).count;
  }

  #prepare(sql: string): Statement<unknown[]> {
    const prepared = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A word holds letters and digits alone: nothing in it is syntax of a full-text query. */
function phraseOf(word: string): string {
  return `"${word}"`;
}
