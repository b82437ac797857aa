import { BackendFeature, coreServices, createBackendPlugin, createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import pgEngine from '@backstage/plugin-search-backend-module-pg';
import techdocsCollator from '@backstage/plugin-search-backend-module-techdocs';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import handbookCollator from '@connectly/plugin-search-backend-module-handbook';
import searchEngine from '@connectly/plugin-search-backend-module-fulltext';
import Router from 'express-promise-router';
import { handbookFeatures } from '../handbook/handbookBackend';
import { CentralRepository } from '../indexing/CentralRepository';

/** The handbook's documents in the search: what reads them, and the tasks that do. */
export function handbookSide(files: Record<string, string>): BackendFeature[] {
  const repository = CentralRepository.create(files);
  const repositories = createServiceFactory({ service: repositoriesServiceRef, deps: {}, factory: () => repository });
  return [...handbookFeatures(), repositories, handbookCollator, searchEngine];
}

/**
 * Backstage's own collator and engines, over as many components as there are copies of a site.
 * @param searchIndex - what MkDocs wrote as `search/search_index.json` of the site
 */
export function techdocsSide(searchIndex: string, copies: number): BackendFeature[] {
  const entities = Array.from({ length: copies }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: `site-${index + 1}`, namespace: 'default', annotations: { 'backstage.io/techdocs-ref': 'dir:.' } },
    spec: { type: 'service', owner: 'group:default/platform', lifecycle: 'production' },
  }));
  const techdocs = createBackendPlugin({
    pluginId: 'techdocs',
    register(env) {
      env.registerInit({
        deps: { http: coreServices.httpRouter },
        async init({ http }) {
          const router = Router();
          router.get('/static/docs/:namespace/:kind/:name/search/search_index.json', async (_, response) => {
            response.type('json').send(searchIndex);
          });
          http.use(router);
        },
      });
    },
  });
  return [techdocs, techdocsCollator, pgEngine, catalogServiceMock.factory({ entities })];
}
