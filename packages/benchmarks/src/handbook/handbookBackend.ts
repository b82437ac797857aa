import { BackendFeature, createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import handbookPlugin from '@connectly/plugin-handbook-backend';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { CentralRepository } from '../indexing/CentralRepository';
import { IndexBackend, startIndexBackend } from '../indexing/indexBackend';

/** The one entity of the catalog: everybody may see the central repository. */
const central = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'platform',
    namespace: 'default',
    annotations: { [platformAnnotations.repository]: 'connectly/platform' },
  },
};

/** The handbook, and the catalog that it asks. */
export function handbookFeatures(): BackendFeature[] {
  const service = catalogServiceMock({ entities: [central] });
  const catalog = {
    ...service,
    getEntitiesByRefs: service.getEntitiesByRefs.bind(service),
    async *streamEntities() {
      yield [central];
    },
  } as unknown as typeof service;
  return [handbookPlugin, createServiceFactory({ service: catalogServiceRef, deps: {}, factory: () => catalog })];
}

/** Starts a backend with the handbook alone. */
export async function startHandbookBackend(repository: CentralRepository, port: number): Promise<IndexBackend> {
  return await startIndexBackend(repository, { pluginId: 'handbook', features: handbookFeatures(), port });
}
