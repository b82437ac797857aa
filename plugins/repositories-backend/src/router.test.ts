import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { rm } from 'fs/promises';
import { watchGuard } from '@connectly/plugin-repositories-node/testUtils';
import request from 'supertest';
import repositoriesPlugin from '.';
import { createRouter } from './router';
import { TestOrganisation } from './__testUtils__/TestOrganisation';

jest.setTimeout(60_000);

const read = {
  permission: 'repositories.repository.read',
  event: 'repository-fetch',
};
const refresh = {
  permission: 'repositories.repository.refresh',
  event: 'repository-refresh',
};
const orders = '/repositories/org/orders';
/** One transparent pixel. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const long = 'x'.repeat(101);

/** Every route: what it needs, what it leaves in the audit log, and requests that it answers with each status. */
const table: Record<
  string,
  {
    permission: string;
    event: string;
    good: [path: string, status: number];
    malformed: string;
    missing?: string[];
  }
> = {
  'GET /repositories': {
    ...read,
    good: ['/repositories', 200],
    malformed: '/repositories?limit=1000',
  },
  'GET /repositories/:owner/:name': {
    ...read,
    good: [orders, 200],
    malformed: `/repositories/org/${long}`,
    missing: ['/repositories/org/none'],
  },
  'GET /repositories/:owner/:name/refs': {
    ...read,
    good: [`${orders}/refs`, 200],
    malformed: `/repositories/org/a%00b/refs`,
    missing: ['/repositories/org/none/refs'],
  },
  'GET /repositories/:owner/:name/tree': {
    ...read,
    good: [`${orders}/tree?prefix=docs/`, 200],
    malformed: `${orders}/tree?offset=-1`,
    missing: [`${orders}/tree?ref=none`],
  },
  'GET /repositories/:owner/:name/paths': {
    ...read,
    good: [`${orders}/paths`, 200],
    malformed: `${orders}/paths?ref=${'x'.repeat(301)}`,
    missing: [`${orders}/paths?ref=none`],
  },
  'GET /repositories/:owner/:name/file': {
    ...read,
    good: [`${orders}/file?path=README.md`, 200],
    malformed: `${orders}/file`,
    missing: [`${orders}/file?path=none`],
  },
  'GET /repositories/:owner/:name/image': {
    ...read,
    good: [`${orders}/image?path=docs/dot.png`, 200],
    malformed: `${orders}/image`,
    missing: [`${orders}/image?path=README.md`, `${orders}/image?path=none`],
  },
  'GET /repositories/:owner/:name/history': {
    permission: refresh.permission,
    event: read.event,
    good: [`${orders}/history?commit={head}&directory=docs/&extension=.md`, 200],
    malformed: `${orders}/history?commit=--all&directory=docs/&extension=.md`,
    missing: [
      `${orders}/history?commit=${'f'.repeat(40)}&directory=docs/&extension=.md`,
    ],
  },
  'POST /repositories/:owner/:name/refresh': {
    ...refresh,
    good: [`${orders}/refresh`, 204],
    malformed: `/repositories/org/${long}/refresh`,
    missing: ['/repositories/org/none/refresh'],
  },
};

describe('routes of the repositories backend', () => {
  const mockDirectory = createMockDirectory();
  let organisation: TestOrganisation;
  let head: string;

  beforeEach(async () => {
    mockDirectory.setContent({});
    organisation = await TestOrganisation.start(mockDirectory.path);
    head = organisation.push('orders', { 'README.md': 'x', 'docs/dot.png': dot });
  });

  afterEach(() => organisation.stop());

  async function start() {
    const guard = watchGuard();
    const { state, asked, audited } = guard;
    // what the catalog shows to people, by its annotation
    const shown = new Set(['org/orders']);
    const catalog = {
      async *streamEntities() {
        yield [...shown].map(name => ({
          metadata: { annotations: { 'platform.connectly.io/repository': name } },
        }));
      },
    };
    const { server } = await startTestBackend({
      features: [
        repositoriesPlugin,
        eventsServiceFactory,
        mockServices.rootConfig.factory({ data: organisation.config() }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalog as never,
        }),
        ...guard.features,
      ],
    });
    const send = async (
      method: string,
      path: string,
      credentials = mockCredentials.user.header(),
    ) => {
      guard.reset();
      const address = `/api/repositories${path.replace('{head}', head)}`;
      const { status, body } = await (method === 'POST'
        ? request(server).post(address)
        : request(server).get(address)
      ).set('authorization', credentials);
      return { status, error: body.error, body, asked: [...asked], audited };
    };
    for (let turn = 0; turn < 100; turn++) {
      const { status } = await send('GET', `${orders}/file?path=README.md`);
      if (status === 200) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return { send, state, shown, server };
  }

  it('are all in the table', async () => {
    const router = await createRouter({
      httpAuth: mockServices.httpAuth(),
      permissions: mockServices.permissions(),
      auditor: mockServices.auditor.mock(),
    } as unknown as Parameters<typeof createRouter>[0]);
    const routes = router.stack.flatMap(({ route }) =>
      route!.stack.map(
        ({ method }: { method: string }) =>
          `${method.toUpperCase()} ${route!.path}`,
      ),
    );
    expect(routes.sort()).toEqual(Object.keys(table).sort());
  });

  it('answer only who may, leave one audit event each, and say what is wrong', async () => {
    const { send, state } = await start();
    for (const [route, row] of Object.entries(table)) {
      const { permission, event, good, malformed, missing = [] } = row;
      const [method] = route.split(' ');
      const [path, status] = good;
      const nobody = await send(method, path, mockCredentials.none.header());
      expect([route, nobody.status, nobody.asked]).toEqual([route, 401, []]);

      state.result = AuthorizeResult.DENY;
      expect([route, await send(method, path)]).toMatchObject([
        route,
        {
          status: 403,
          error: expect.objectContaining({
            name: 'NotAllowedError',
            code: 'PLT-601',
            where: `${method} ${path.split('?')[0]}`,
            next: expect.any(String),
          }),
          asked: [permission],
          audited: [`${event} failed`],
        },
      ]);

      state.result = AuthorizeResult.ALLOW;
      expect([route, await send(method, path)]).toMatchObject([
        route,
        {
          status,
          error: undefined,
          asked: [permission],
          audited: [`${event} succeeded`],
        },
      ]);
      expect([route, await send(method, malformed)]).toMatchObject([
        route,
        {
          status: 400,
          error: { code: 'PLT-405', where: expect.any(String) },
          audited: [`${event} failed`],
        },
      ]);
      for (const absent of missing) {
        expect([route, await send(method, absent)]).toMatchObject([
          route,
          {
            status: 404,
            error: { code: 'PLT-404', where: absent.split('?')[0] },
            audited: [`${event} failed`],
          },
        ]);
      }
    }
  });

  it('gives an image as what its bytes are, and as nothing that could run', async () => {
    organisation.push('orders', {
      'docs/page.png': '<script>alert(1)</script>',
      'docs/drawing.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'docs/photo.txt': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0]),
    });
    const { server } = await start();
    const get = (path: string) =>
      request(server)
        .get(`/api/repositories${orders}/image?path=${path}`)
        .set('authorization', mockCredentials.user.header());
    const drawn = await get('docs/dot.png');
    expect(drawn.body.equals(dot)).toBe(true);
    expect(drawn.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await get('docs/photo.txt')).headers['content-type']).toBe('image/jpeg');
    expect((await get('docs/page.png')).status).toBe(404);
    expect((await get('docs/drawing.svg')).status).toBe(404);
    // a tree tells of texts only
    const tree = await request(server)
      .get(`/api/repositories${orders}/tree`)
      .set('authorization', mockCredentials.user.header());
    expect(tree.body.items.map(({ path }: { path: string }) => path)).toEqual([
      'README.md',
      'docs/drawing.svg',
      'docs/page.png',
    ]);
  });

  it('say why a repository cannot be read now', async () => {
    const { send } = await start();
    organisation.push('orders', { 'README.md': 'y' });
    await rm(organisation.treeObject('orders'), { force: true });
    expect(await send('POST', `${orders}/refresh`)).toMatchObject({
      status: 503,
      error: { code: 'PLT-401', where: 'org/orders' },
      audited: ['repository-refresh failed'],
    });
  });

  it('show of a repository to people what the catalog shows of it, and everything to plugins', async () => {
    organisation.push('secret', { 'README.md': 'hidden', 'docs/dot.png': dot });
    const { send, shown } = await start();
    const plugin = mockCredentials.service.header();
    for (let turn = 0; turn < 100; turn++) {
      const file = await send('GET', '/repositories/org/secret/file?path=README.md', plugin);
      if (file.status === 200) break;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    const secret = '/repositories/org/secret';
    const routes: [method: string, path: string][] = [
      ['GET', secret],
      ['GET', `${secret}/refs`],
      ['GET', `${secret}/tree`],
      ['GET', `${secret}/paths`],
      ['GET', `${secret}/file?path=README.md`],
      ['GET', `${secret}/image?path=docs/dot.png`],
      ['GET', `/repositories/ORG/Secret/file?path=README.md`],
      ['POST', `${secret}/refresh`],
    ];
    for (const [method, path] of routes) {
      const hidden = await send(method, path);
      expect([path, hidden]).toMatchObject([path, { status: 404, error: { code: 'PLT-404' } }]);
      const absent = await send(method, path.replace(/secret/i, 'absent'));
      // as if it were not there
      expect(JSON.stringify(hidden.body).replace(/secret/gi, 'absent')).toBe(JSON.stringify(absent.body));
      const seen = await send(method, path, plugin);
      expect([path, seen.status]).toEqual([path, method === 'POST' ? 204 : 200]);
    }
    const names = async (credentials?: string) => {
      const { body } = await send('GET', '/repositories', credentials);
      return [body.total, body.items.map((item: { name: string }) => item.name)];
    };
    expect(await names()).toEqual([1, ['orders']]);
    expect(await names(plugin)).toEqual([2, ['orders', 'secret']]);
    shown.add('org/secret');
    // another person, whose answers are not remembered yet
    const lead = mockCredentials.user.header('user:default/lead');
    expect(await names(lead)).toEqual([2, ['orders', 'secret']]);
    expect((await send('GET', `${secret}/file?path=README.md`, lead)).status).toBe(200);
  });
});
