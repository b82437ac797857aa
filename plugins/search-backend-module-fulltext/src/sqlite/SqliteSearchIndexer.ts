import { setImmediate } from 'node:timers/promises';
import { BatchSearchEngineIndexer } from '@backstage/plugin-search-backend-node';
import { IndexableDocument } from '@backstage/plugin-search-common';
import { DocumentIndex } from './DocumentIndex';

/** Documents that are written at once: SQLite holds the server meanwhile. */
const batchSize = 50;

/** Fills an index, and gives it away when all documents came. */
export class SqliteSearchIndexer extends BatchSearchEngineIndexer {
  readonly #index: DocumentIndex;
  readonly #complete: (index: DocumentIndex) => void;
  #completed = false;

  /** @param complete - is called once, and never when reading the documents failed */
  static create(index: DocumentIndex, complete: (index: DocumentIndex) => void): SqliteSearchIndexer {
    return new SqliteSearchIndexer(index, complete);
  }

  private constructor(index: DocumentIndex, complete: (index: DocumentIndex) => void) {
    super({ batchSize });
    this.#index = index;
    this.#complete = complete;
    this.on('close', () => {
      if (!this.#completed) index.drop();
    });
  }

  async initialize(): Promise<void> {}

  async index(documents: IndexableDocument[]): Promise<void> {
    this.#index.add(documents);
    await setImmediate();
  }

  async finalize(): Promise<void> {
    this.#completed = true;
    this.#complete(this.#index);
  }
}
