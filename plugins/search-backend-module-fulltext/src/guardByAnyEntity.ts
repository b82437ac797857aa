import { setTimeout as sleep } from 'node:timers/promises';
import { BackstageCredentials, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { IndexableDocument, IndexableResultSet } from '@backstage/plugin-search-common';
import { platformAnnotations } from '@connectly/plugin-platform-common';

/** A caller's entities are asked for again after so many milliseconds, as the handbook asks for his repositories. */
const lifetime = 20_000;
const answerLimit = 10_000;
/** Milliseconds that a search waits for the catalog. */
const patience = 2_000;
/** Entities of one question to the catalog; while some repositories fill it up, the others are asked for again. */
const entityLimit = 500;
const questionLimit = 5;
const annotation = `metadata.annotations.${platformAnnotations.repository}`;

/** A document of a repository for which several entities stand. */
interface SharedDocument extends IndexableDocument {
  repository?: string;
  manyEntities?: boolean;
}

/** Entities by repository, as far as the caller sees any. */
type Entities = Map<string, string>;

/**
 * A document in the search names one entity, and Backstage shows it to whom that entity is shown. For a repository several may stand, and
 * lists show its documents to whom any of them is shown. So each such document is given one that the catalog shows the caller; Backstage
 * asks the policy about it all the same. Where there is none, or the catalog does not answer, the document keeps the entity that it has.
 */
export function guardByAnyEntity(
  engine: SearchEngine,
  options: { catalog: CatalogService; logger: LoggerService; now?: () => number; timeLimit?: number },
): SearchEngine {
  const { catalog, logger, now = Date.now, timeLimit = patience } = options;
  const known = new Map<string, { until: number; entity: Promise<string | undefined> }>();

  /** An entity of each repository that the caller may see. */
  async function read(repositories: string[], credentials: BackstageCredentials): Promise<Entities> {
    const entities: Entities = new Map();
    let left = repositories;
    for (let question = 0; question < questionLimit && left.length > 0; question++) {
      const { items } = await catalog.queryEntities(
        {
          filter: { [annotation]: left },
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations'],
          orderFields: [{ field: 'metadata.name', order: 'asc' }],
          limit: entityLimit,
        },
        { credentials },
      );
      for (const entity of items) {
        const repository = entity.metadata.annotations?.[platformAnnotations.repository] ?? '';
        if (!entities.has(repository)) entities.set(repository, stringifyEntityRef(entity));
      }
      if (items.length < entityLimit) break;
      left = left.filter(repository => !entities.has(repository));
    }
    return entities;
  }

  /** The same, remembered for a while: a search asks page after page. */
  function entitiesOf(repositories: string[], credentials: BackstageCredentials): Promise<string | undefined>[] {
    const { type, userEntityRef } = credentials.principal as { type?: string; userEntityRef?: string };
    // of a token the name does not tell what it may
    const keyOf = (repository: string) => (type === 'user' ? `${userEntityRef} ${repository}` : undefined);
    const answers = new Map<string, Promise<string | undefined>>();
    for (const repository of repositories) {
      const answer = known.get(keyOf(repository) ?? '');
      if (answer && answer.until > now()) answers.set(repository, answer.entity);
    }
    const unknown = repositories.filter(repository => !answers.has(repository));
    const reading = unknown.length > 0 ? read(unknown, credentials) : undefined;
    if (known.size + unknown.length > answerLimit) known.clear();
    for (const repository of unknown) {
      const entity = reading!.then(entities => entities.get(repository));
      const key = keyOf(repository);
      if (key) known.set(key, { until: now() + lifetime, entity });
      // what failed is asked for again by the next query
      entity.catch(() => key && known.delete(key));
      answers.set(repository, entity);
    }
    return repositories.map(repository => answers.get(repository)!);
  }

  /** What is answered in time; what comes later is for the next query. */
  async function inTime(repositories: string[], credentials: BackstageCredentials): Promise<Entities> {
    const late = new AbortController();
    const end = sleep(timeLimit, undefined, { signal: late.signal }).then(() => {
      throw new Error(`The catalog did not answer within ${timeLimit} ms`);
    });
    try {
      const entities = await Promise.race([Promise.all(entitiesOf(repositories, credentials)), end]);
      return new Map(repositories.flatMap((repository, index) => (entities[index] ? [[repository, entities[index]]] : [])));
    } catch (error) {
      logger.warn('Entities of repositories cannot be read: documents are found by whom the first one is shown', error as Error);
      return new Map();
    } finally {
      late.abort();
      end.catch(() => {});
    }
  }

  async function guarded(found: IndexableResultSet, credentials: BackstageCredentials): Promise<IndexableResultSet> {
    const shared = new Set(found.results.flatMap(({ document }) => sharedRepositoryOf(document)));
    if (shared.size === 0) return found;
    const entities = await inTime([...shared], credentials);
    const results = found.results.map(result => {
      const resourceRef = sharedRepositoryOf(result.document).map(repository => entities.get(repository)).at(0);
      return resourceRef ? { ...result, document: { ...result.document, authorization: { ...result.document.authorization, resourceRef } } } : result;
    });
    return { ...found, results };
  }

  return {
    setTranslator: translator => engine.setTranslator(translator),
    getIndexer: type => engine.getIndexer(type),
    query: async (query, caller) => {
      const found = await engine.query(query, caller);
      if (!caller || !('credentials' in caller)) return found;
      // to a plugin the policy shows everything
      const { type } = caller.credentials.principal as { type?: string };
      return type === 'service' ? found : guarded(found, caller.credentials);
    },
  };
}

function sharedRepositoryOf(document: SharedDocument): string[] {
  return document.manyEntities && document.repository && document.authorization ? [document.repository] : [];
}
