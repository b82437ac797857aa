import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { QueryTranslator, SearchEngine } from '@backstage/plugin-search-backend-node';
import { IndexableResult, IndexableResultSet, SearchQuery } from '@backstage/plugin-search-common';
import SqliteDatabase from 'better-sqlite3';
import { Highlighter } from '../Highlighter';
import { questionOf } from '../question';
import { DocumentIndex, FoundDocument, IndexQuestion } from './DocumentIndex';
import { SqliteSearchIndexer } from './SqliteSearchIndexer';

const defaultPageSize = 25;

/**
 * A search on one machine, over a temporary database of SQLite that is gone with the process. Every kind of documents has an index;
 * what several of them find is one list, best first.
 *
 * @public
 */
export class SqliteSearchEngine implements SearchEngine {
  readonly #database = new SqliteDatabase('');
  readonly #logger: LoggerService;
  readonly #indexes = new Map<string, DocumentIndex>();
  readonly #tags = tagsOf(randomUUID());
  #numbers = 0;
  #translator: (query: SearchQuery) => IndexQuestion | undefined = questionIn;

  static create(options: { logger: LoggerService }): SqliteSearchEngine {
    return new SqliteSearchEngine(options);
  }

  private constructor(options: { logger: LoggerService }) {
    this.#logger = options.logger;
    // nothing of it outlives the process, and documents may be more than fits in memory
    for (const pragma of ['journal_mode = MEMORY', 'synchronous = OFF', 'cache_size = -65536']) this.#database.pragma(pragma);
  }

  /** Changes what is made of a search. @param translator - answers `{ words, filters }`, words as they are looked for; nothing where nothing can be found */
  setTranslator(translator: QueryTranslator): void {
    this.#translator = translator as (query: SearchQuery) => IndexQuestion | undefined;
  }

  async getIndexer(type: string): Promise<Writable> {
    this.#numbers += 1;
    return SqliteSearchIndexer.create(DocumentIndex.create(this.#database, this.#numbers), index => this.#replace(type, index));
  }

  #replace(type: string, index: DocumentIndex): void {
    // as Backstage's engines do: a source that answers nothing is taken for one that failed
    const replaced = index.size === 0 ? index : this.#indexes.get(type);
    if (index.size === 0) this.#logger.warn(`Index for ${type} was not replaced: there were no documents`);
    else this.#indexes.set(type, index);
    replaced?.drop();
  }

  /** Finds documents, best first. @throws InputError when the page does not exist */
  async query(query: SearchQuery): Promise<IndexableResultSet> {
    const pageSize = query.pageLimit || defaultPageSize;
    const page = pageOf(query.pageCursor);
    const offset = page * pageSize;
    const question = this.#translator(query);
    const found: (FoundDocument & { type: string; index: DocumentIndex })[] = [];
    let total = 0;
    for (const [type, index] of this.#indexes) {
      if (!question || (query.types && !query.types.includes(type))) continue;
      const ofType = index.find(question, offset + pageSize);
      total += ofType.total;
      found.push(...ofType.best.map(document => ({ ...document, type, index })));
    }
    found.sort((one, other) => one.score - other.score);
    const highlighter = Highlighter.create(query.term, this.#tags);
    return {
      results: found.slice(offset, offset + pageSize).map(({ type, index, id }, place): IndexableResult => {
        const document = index.document(id);
        const fields = { title: highlighter.whole(document.title ?? ''), text: highlighter.passage(document.text ?? '') };
        return { type, document, rank: offset + place + 1, highlight: { ...this.#tags, fields } };
      }),
      numberOfResults: total,
      nextPageCursor: total > offset + pageSize ? cursorOf(page + 1) : undefined,
      previousPageCursor: page > 0 ? cursorOf(page - 1) : undefined,
    };
  }
}

/** What a search looks for. A question without a single word, such as `***`, finds nothing; no question at all finds everything. */
function questionIn({ term, filters = {} }: SearchQuery): IndexQuestion | undefined {
  const words = questionOf(term);
  return words.length === 0 && term.trim() !== '' ? undefined : { words, filters };
}

function tagsOf(id: string) {
  return { preTag: `<${id}>`, postTag: `</${id}>` };
}

function cursorOf(page: number): string {
  return Buffer.from(String(page)).toString('base64');
}

function pageOf(cursor: string | undefined): number {
  const page = cursor ? Number(Buffer.from(cursor, 'base64').toString()) : 0;
  if (!Number.isInteger(page) || page < 0 || page > 1_000_000) throw new InputError('Invalid page cursor');
  return page;
}
