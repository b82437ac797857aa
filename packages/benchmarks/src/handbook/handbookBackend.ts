import { BackendFeature } from '@backstage/backend-plugin-api';
import handbookPlugin from '@connectly/plugin-handbook-backend';
import { centralCatalog } from '../indexing/centralCatalog';
import { CentralRepository } from '../indexing/CentralRepository';
import { IndexBackend, startIndexBackend } from '../indexing/indexBackend';

/** The handbook, and the catalog that it asks. */
export function handbookFeatures(): BackendFeature[] {
  return [handbookPlugin, centralCatalog()];
}

/** Starts a backend with the handbook alone. */
export async function startHandbookBackend(repository: CentralRepository, port: number): Promise<IndexBackend> {
  return await startIndexBackend(repository, { pluginId: 'handbook', features: handbookFeatures(), port });
}
