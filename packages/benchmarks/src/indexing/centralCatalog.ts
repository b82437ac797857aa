import { BackendFeature, createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { platformAnnotations } from '@connectly/plugin-platform-common';

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

/** The catalog that plugins ask whose files a caller may see. */
export function centralCatalog(): BackendFeature {
  const service = catalogServiceMock({ entities: [central] });
  const catalog = {
    ...service,
    getEntitiesByRefs: service.getEntitiesByRefs.bind(service),
    async *streamEntities() {
      yield [central];
    },
  } as unknown as typeof service;
  return createServiceFactory({ service: catalogServiceRef, deps: {}, factory: () => catalog });
}
