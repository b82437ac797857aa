import { BackstageCredentials, LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { IndexableDocument, IndexableResultSet } from '@backstage/plugin-search-common';
import { platformAnnotations } from '@connectly/plugin-platform-common';

/** A caller's entities are asked for again after so many milliseconds, as the handbook asks for his repositories. */
const lifetime = 20_000;
const answerLimit = 10_000;
const annotation = `metadata.annotations.${platformAnnotations.repository}`;

/** A document of a repository for which several entities stand. */
interface SharedDocument extends IndexableDocument {
  repository?: string;
  manyEntities?: boolean;
}

/**
 * A document in the search names one entity, and Backstage shows it to whom that entity is shown. For a repository several may stand, and
 * lists show its documents to whom any of them is shown. So each such document is given one that the catalog shows the caller; Backstage
 * asks the policy about it all the same. Where there is none, or the catalog does not answer, the document keeps the entity that it has.
 */
export function guardByAnyEntity(
  engine: SearchEngine,
  options: { catalog: CatalogService; logger: LoggerService; now?: () => number },
): SearchEngine {
  const { catalog, logger, now = Date.now } = options;
  const known = new Map<string, { until: number; entity: Promise<string | undefined> }>();

  async function read(repository: string, credentials: BackstageCredentials): Promise<string | undefined> {
    const { items } = await catalog.queryEntities(
      {
        filter: { [annotation]: repository },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: 1,
      },
      { credentials },
    );
    return items.length > 0 ? stringifyEntityRef(items[0]) : undefined;
  }

  /** An entity of the repository that the caller may see. */
  async function entityOf(repository: string, credentials: BackstageCredentials): Promise<string | undefined> {
    const { type, userEntityRef } = credentials.principal as { type?: string; userEntityRef?: string };
    // of a token the name does not tell what it may
    if (type !== 'user') return read(repository, credentials);
    const key = `${userEntityRef} ${repository}`;
    const answer = known.get(key);
    if (answer && answer.until > now()) return answer.entity;
    if (known.size >= answerLimit) known.clear();
    const entity = read(repository, credentials);
    known.set(key, { until: now() + lifetime, entity });
    // what failed is asked for again by the next query
    entity.catch(() => known.delete(key));
    return entity;
  }

  async function guarded(found: IndexableResultSet, credentials: BackstageCredentials): Promise<IndexableResultSet> {
    const shared = new Set(found.results.flatMap(({ document }) => sharedRepositoryOf(document)));
    if (shared.size === 0) return found;
    const entities = new Map<string, string>();
    for (const repository of shared) {
      const entity = await entityOf(repository, credentials).catch(error => {
        logger.warn(`Entities of "${repository}" cannot be read: its documents are found by whom the first one is shown`, error);
        return undefined;
      });
      if (entity) entities.set(repository, entity);
    }
    const results = found.results.map(result => {
      const resourceRef = sharedRepositoryOf(result.document).map(repository => entities.get(repository)).at(0);
      return resourceRef ? { ...result, document: { ...result.document, authorization: { resourceRef } } } : result;
    });
    return { ...found, results };
  }

  return {
    setTranslator: translator => engine.setTranslator(translator),
    getIndexer: type => engine.getIndexer(type),
    query: async (query, caller) => {
      const found = await engine.query(query, caller);
      return caller && 'credentials' in caller ? guarded(found, caller.credentials) : found;
    },
  };
}

function sharedRepositoryOf(document: SharedDocument): string[] {
  return document.manyEntities && document.repository && document.authorization ? [document.repository] : [];
}
