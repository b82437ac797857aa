import { LoggerService } from '@backstage/backend-plugin-api';
import { LunrQueryTranslator, LunrSearchEngine, LunrSearchEngineIndexer } from '@backstage/plugin-search-backend-node';
import { IndexableResultSet, SearchQuery } from '@backstage/plugin-search-common';
import lunr from 'lunr';
import { isKorean, wordsOf } from './words';

/** Words of a question that are looked for: more of them only take time. */
const wordLimit = 40;
/** Longest word that is looked for, and longest that may be mistyped: Lunr makes a graph of every way to mistype it. */
const lengthLimit = 100;
const mistypedLimit = 24;
/** UTF-16 units of a question that are read. */
const textLimit = 4_000;

/** A word of a document as the words that it is found by; each keeps the place of the whole one, which is highlighted. */
function splitKorean(token: lunr.Token): lunr.Token[] {
  return wordsOf(token.toString()).map(word => token.clone(() => word));
}
lunr.Pipeline.registerFunction(splitKorean as unknown as lunr.PipelineFunction, 'splitKorean');

/**
 * Backstage's engine in memory with an index that keeps Korean. Its own index trims whatever is no Latin letter or digit off a
 * word, which leaves nothing of a Korean one.
 *
 * @public
 */
export class KoreanLunrSearchEngine extends LunrSearchEngine {
  static create(options: { logger: LoggerService }): KoreanLunrSearchEngine {
    return new KoreanLunrSearchEngine(options);
  }

  private constructor(options: { logger: LoggerService }) {
    super(options);
    const filters = this.translator as LunrQueryTranslator;
    this.setTranslator(query => {
      // the filters of the question, without its words
      const translated = filters({ ...query, term: '' });
      return {
        ...translated,
        lunrQueryBuilder: builder => {
          for (const word of questionOf(query.term)) addWord(builder, word);
          translated.lunrQueryBuilder.call(builder, builder);
        },
      };
    });
  }

  /** A kind that was not collected yet, as TechDocs before its first pages, has nothing to find: that is no failure. */
  async query(query: SearchQuery): Promise<IndexableResultSet> {
    return super.query(query).catch(error => {
      if (error.name === 'MissingIndexError') return { results: [], numberOfResults: 0 };
      throw error;
    });
  }

  async getIndexer(type: string): Promise<LunrSearchEngineIndexer> {
    const indexer = await super.getIndexer(type);
    // the only place at which words become an index; this package's test says when it moves
    const { pipeline } = (indexer as unknown as { builder: lunr.Builder }).builder;
    pipeline.reset();
    pipeline.add(splitKorean as unknown as lunr.PipelineFunction, lunr.stopWordFilter, lunr.stemmer);
    const build = indexer.buildIndex.bind(indexer);
    indexer.buildIndex = () => namingPlacesOnce(build());
    return indexer;
  }
}

/** The pieces of a Korean word share its place, which would be highlighted once for each of them that was found. */
function namingPlacesOnce(index: lunr.Index): lunr.Index {
  const query = index.query.bind(index);
  index.query = build =>
    query(build).map(result => {
      const named = new Set<string>();
      const terms = Object.values(result.matchData.metadata as Record<string, Record<string, { position?: number[][] }>>);
      for (const fields of terms) {
        for (const [field, found] of Object.entries(fields)) {
          found.position = found.position?.filter(place => {
            const key = `${field} ${place}`;
            return !named.has(key) && named.add(key);
          });
        }
      }
      return result;
    });
  return index;
}

/** The telling words of a question, each once. */
function questionOf(term: string): string[] {
  const words = wordsOf(term.slice(0, textLimit)).filter(word => word.length <= lengthLimit && lunr.stopWordFilter(new lunr.Token(word, {})));
  return [...new Set(words)].slice(0, wordLimit);
}

/** A word as it is; a Latin one also as the beginning of a longer one, and mistyped. */
function addWord(builder: lunr.Query, word: string) {
  builder.term(word, { usePipeline: true, boost: 100 });
  const { length } = word;
  if (isKorean(word) ? length === 1 : length > 1) {
    builder.term(word, { usePipeline: false, boost: 10, wildcard: lunr.Query.wildcard.TRAILING });
  }
  if (!isKorean(word) && length > 3 && length <= mistypedLimit) {
    builder.term(word, { usePipeline: false, boost: 1, editDistance: length > 6 ? 2 : 1 });
  }
}
