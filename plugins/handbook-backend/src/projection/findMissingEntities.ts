import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { chunksOf } from '@connectly/plugin-platform-node';
import { DatabaseHandbookStore } from '../database/DatabaseHandbookStore';

/**
 * Finds out which entities that documents are about are not in the catalog, so that such a document is told to be broken.
 * @throws what the catalog throws; then what was known stands
 */
export async function findMissingEntities(options: {
  store: DatabaseHandbookStore;
  catalog: CatalogService;
  credentials: BackstageCredentials;
  now?: Date;
}): Promise<void> {
  const { store, catalog, credentials, now } = options;
  const missing: string[] = [];
  for (const entityRefs of chunksOf(await store.named('about'))) {
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind'] },
      { credentials },
    );
    missing.push(...entityRefs.filter((_, index) => !items[index]));
  }
  await store.keepMissing('about', missing, now);
}
