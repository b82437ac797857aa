import { Readable } from 'node:stream';
import { coreServices, createBackendModule, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices, startTestBackend, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult, createPermission } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import searchPlugin from '@backstage/plugin-search-backend';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import request from 'supertest';
import searchModuleFulltext from './index';

jest.setTimeout(60_000);

const visibilityPermission = createPermission({ name: 'document.read', attributes: { action: 'read' }, resourceType: 'document' });

/** Of every three documents the reader may see one. */
const documents = Array.from({ length: 120 }, (_, index) => ({
  title: `잠금 ${index}`,
  text: `The lock of number ${index}.`,
  location: `/${index}`,
  authorization: { resourceRef: index % 3 === 0 ? 'document:open' : 'document:secret' },
}));

/** Its repository has several entities, of which the reader is shown another than the one that it names. */
const shared = {
  title: '잠금 한국어',
  text: 'The lock of many.',
  location: '/shared',
  repository: 'org/platform',
  manyEntities: true,
  authorization: { resourceRef: 'document:first' },
};
const shownEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'rds', annotations: { 'platform.connectly.io/repository': 'org/platform' } },
};

/** Documents of one kind; `collected` resolves when they are in the index. */
function collector() {
  let collected: Promise<void> | undefined;
  const module = createBackendModule({
    pluginId: 'search',
    moduleId: 'test-documents',
    register(env) {
      env.registerInit({
        deps: { registry: searchIndexRegistryExtensionPoint },
        async init({ registry }) {
          registry.addCollator({
            schedule: { run: async task => void (collected = Promise.resolve(task.fn(new AbortController().signal))) },
            factory: { type: 'handbook', visibilityPermission, getCollator: async () => Readable.from([...documents, shared]) },
          });
        },
      });
    },
  });
  return { module, collected: () => collected };
}

describe('searchModuleFulltext', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())('answers each reader with what they may see, page by page, on %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const { module, collected } = collector();
    const permissions = mockServices.permissions.mock({
      authorizeConditional: async requests =>
        requests.map(() => ({ result: AuthorizeResult.CONDITIONAL, pluginId: 'x', resourceType: 'document', conditions: { rule: 'x', resourceType: 'document' } })),
      authorize: async requests =>
        requests.map(({ resourceRef }) => ({ result: ['document:open', 'component:default/rds'].includes(resourceRef!) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY })),
    });
    const backend = await startTestBackend({
      features: [
        searchPlugin,
        searchModuleFulltext,
        module,
        permissions.factory,
        createServiceFactory({ service: coreServices.database, deps: {}, factory: () => mockServices.database({ knex }) }),
        mockServices.rootConfig.factory({ data: { permission: { enabled: true } } }),
        catalogServiceMock.factory({ entities: [shownEntity] }),
      ],
    });
    try {
      await collected();
      const seen: string[] = [];
      for (let pageCursor = ''; ; ) {
        const { body, status } = await request(backend.server)
          .get('/api/search/query')
          .query({ term: '잠금', pageLimit: 15, ...(pageCursor && { pageCursor }) })
          .set('authorization', mockCredentials.user.header());
        expect(status).toBe(200);
        seen.push(...body.results.map(({ document }: { document: { location: string } }) => document.location));
        if (!body.nextPageCursor) break;
        pageCursor = body.nextPageCursor;
      }
      const open = documents.filter(({ authorization }) => authorization.resourceRef === 'document:open');
      expect(seen.sort()).toEqual([...open, shared].map(({ location }) => location).sort());
    } finally {
      await backend.stop();
    }
  });
});
