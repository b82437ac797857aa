import { DatabaseService, LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import { DatabaseDocumentStore, PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { IndexableResultSet, SearchQuery } from '@backstage/plugin-search-common';
import { Highlighter } from '../Highlighter';
import { questionOf } from '../question';
import { BoundedDocumentStore, WordedQuery } from './BoundedDocumentStore';

/**
 * Backstage's engine for PostgreSQL over the same table, for many documents: see `BoundedDocumentStore`. Found words are shown by this
 * process, and not by the database, which would parse every text on the page for it.
 *
 * @public
 */
export class PostgresSearchEngine extends PgSearchEngine {
  readonly #highlights: boolean;

  static async fromConfig(
    config: RootConfigService,
    options: { database: DatabaseService; logger?: LoggerService },
  ): Promise<PostgresSearchEngine> {
    // makes the table
    await DatabaseDocumentStore.create(options.database);
    const store = new BoundedDocumentStore(await options.database.getClient());
    if (!options.database.migrations?.skip) await store.prepare();
    return new PostgresSearchEngine(store, config, options.logger);
  }

  private constructor(store: BoundedDocumentStore, config: RootConfigService, logger?: LoggerService) {
    super(store, config, logger);
    const translate = this.translator;
    this.translator = (query, options) => {
      const { pgQuery, ...paging } = translate(query, options);
      const worded: WordedQuery = { ...pgQuery, words: questionOf(query.term) };
      return { ...paging, pgQuery: worded };
    };
    this.#highlights = config.getOptionalBoolean('search.pg.highlightOptions.useHighlight') ?? true;
  }

  async query(query: SearchQuery): Promise<IndexableResultSet> {
    const found = await super.query(query);
    const tags = found.results.at(0)?.highlight;
    if (!this.#highlights || !query.term.trim() || !tags) return found;
    const { preTag, postTag } = tags;
    const highlighter = Highlighter.create(query.term, { preTag, postTag });
    const results = found.results.map(result => {
      const { title = '', text = '' } = result.document;
      return { ...result, highlight: { preTag, postTag, fields: { title: highlighter.whole(title), text: highlighter.passage(text) } } };
    });
    return { ...found, results };
  }
}
