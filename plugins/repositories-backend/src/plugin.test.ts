import {
  BackendFeature,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import {
  repositoriesServiceRef,
  RepositoriesService,
  RepositoryHistoryService,
  repositoryHistoryServiceRef,
} from '@connectly/plugin-repositories-node';
import { createHmac } from 'crypto';
import { dirname, join } from 'path';
import request from 'supertest';
import repositoriesPlugin from '.';
import { TestOrganisation } from './__testUtils__/TestOrganisation';

jest.setTimeout(60_000);

// The package loads its two modules by dynamic import, which Jest's sandbox has not: they are taken from their files.
const githubEvents = dirname(
  require.resolve(
    '@backstage/plugin-events-backend-module-github/package.json',
  ),
);
const githubEventsModules: BackendFeature[] = [
  jest.requireActual(
    join(githubEvents, 'dist/service/eventsModuleGithubEventRouter.cjs.js'),
  ).default,
  jest.requireActual(
    join(githubEvents, 'dist/service/eventsModuleGithubWebhook.cjs.js'),
  ).default,
];

describe('repositoriesPlugin', () => {
  const mockDirectory = createMockDirectory();
  let organisation: TestOrganisation;

  beforeEach(async () => {
    mockDirectory.setContent({});
    organisation = await TestOrganisation.start(mockDirectory.path);
  });

  afterEach(() => organisation.stop());

  async function start() {
    let service: RepositoriesService | undefined;
    let past: RepositoryHistoryService | undefined;
    const backend = await startTestBackend({
      features: [
        repositoriesPlugin,
        eventsServiceFactory,
        eventsPlugin,
        ...githubEventsModules,
        mockServices.rootConfig.factory({ data: organisation.config() }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        createBackendPlugin({
          pluginId: 'reader',
          register(env) {
            env.registerInit({
              deps: {
                repositories: repositoriesServiceRef,
                history: repositoryHistoryServiceRef,
              },
              async init({ repositories, history }) {
                service = repositories;
                past = history;
              },
            });
          },
        }),
      ],
    });
    return { ...backend, service: service!, past: past! };
  }

  async function eventually<T>(
    read: () => Promise<T>,
    accept: (value: T) => boolean,
  ): Promise<T> {
    for (const deadline = Date.now() + 15_000; ; ) {
      const value = await read().catch(() => undefined);
      if (value !== undefined && accept(value)) {
        return value;
      }
      if (Date.now() > deadline) {
        throw new Error(`Never became so, last: ${JSON.stringify(value)}`);
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('shows a push when its signed webhook comes, and not at the next sweep, to other backends and over HTTP', async () => {
    organisation.push('orders', {
      'catalog-info.yaml': 'version: 1\n',
      'docs/b.md': 'b',
      'docs/a.md': 'a',
      'x.bin': 'x',
    });
    const { server, service, past } = await start();
    const credentials = mockCredentials.service('plugin:reader');
    const read = () =>
      service.readFile(
        { repository: 'org/orders', path: 'catalog-info.yaml' },
        { credentials },
      );
    await eventually(read, content => content === 'version: 1\n');
    // of what is not mirrored it is known that it is there
    const { paths } = await service.listPaths(
      { repository: 'org/orders' },
      { credentials },
    );
    expect(paths).toEqual(['catalog-info.yaml', 'docs/a.md', 'docs/b.md', 'x.bin']);

    const commit = organisation.push('orders', {
      'catalog-info.yaml': 'version: 2\n',
    });
    const body = JSON.stringify(organisation.pushEvent('orders'));
    const send = (signature: string) =>
      request(server)
        .post('/api/events/http/github')
        .set('content-type', 'application/json')
        .set('x-github-event', 'push')
        .set('x-hub-signature-256', signature)
        .send(body);

    await send('sha256=wrong').expect(403);
    const sent = performance.now();
    await send(
      `sha256=${createHmac('sha256', 'webhook-secret')
        .update(body)
        .digest('hex')}`,
    ).expect(202);
    await eventually(read, content => content === 'version: 2\n');
    // the sweep comes after half an hour; how fast it really is, `script/bench index` tells
    expect(performance.now() - sent).toBeLessThan(10_000);

    const tree = await service.readTree(
      { repository: 'ORG/Orders', prefix: 'docs/' },
      { credentials },
    );
    expect(tree).toEqual({
      ref: 'refs/heads/main',
      commit,
      facts: { at: expect.any(String), author: 'Test', subject: 'Change' },
      files: { 'docs/a.md': 'a', 'docs/b.md': 'b' },
    });
    expect(
      await service.listRefs({ repository: 'org/orders' }, { credentials }),
    ).toEqual([{ name: 'refs/heads/main', commit }]);
    expect(
      await service.listRepositories({ search: 'ORD' }, { credentials }),
    ).toMatchObject({
      total: 1,
      complete: true,
      items: [
        {
          fullName: 'org/orders',
          url: `http://${organisation.host}/org/orders`,
          central: false,
          commit,
        },
      ],
    });
    expect(
      await service.listRepositories({ search: '%' }, { credentials }),
    ).toEqual({ total: 0, items: [], complete: true });
    await expect(
      service.readFile(
        { repository: 'org/orders', path: 'none' },
        { credentials },
      ),
    ).rejects.toMatchObject({ name: 'ResponseError', statusCode: 404 });

    const history = await past.readHistory(
      {
        repository: 'org/orders',
        commit,
        directory: 'docs/',
        extension: '.md',
      },
      { credentials },
    );
    expect(history).toMatchObject({
      commit,
      complete: true,
      commits: [
        {
          facts: { author: 'Test', subject: 'Change' },
          files: [
            { path: 'docs/a.md', content: 'a', added: true },
            { path: 'docs/b.md', content: 'b', added: true },
          ],
        },
      ],
    });

    organisation.push('orders', { 'catalog-info.yaml': 'version: 3\n' });
    await service.refresh({ repository: 'org/orders' }, { credentials });
    expect(await read()).toBe('version: 3\n');
  });

  it('refuses to start when webhooks would be taken unsigned', async () => {
    const { events, ...config } = organisation.config();
    await expect(
      startTestBackend({
        features: [
          repositoriesPlugin,
          mockServices.rootConfig.factory({ data: config }),
        ],
      }),
    ).rejects.toThrow(/without a signature/);
  });
});
