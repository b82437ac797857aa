import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { once } from 'events';
import { createServer, request, RequestOptions } from 'http';
import { AddressInfo, connect } from 'net';
import guestRoles from '.';

jest.setTimeout(60_000);

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('the portal of guests', () => {
  let stop: () => Promise<void> = async () => {};

  afterEach(() => stop());

  /** A real backend with its real HTTP server. */
  async function start(providers: object) {
    const port = await freePort();
    const backend = createBackend();
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: `http://localhost:${port}` },
          backend: {
            baseUrl: `http://localhost:${port}`,
            listen: { host: '127.0.0.1', port },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
          auth: { providers },
        },
      }),
    );
    backend.add(mockServices.rootLogger.factory({ level: 'none' }));
    backend.add(
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'User',
            metadata: { name: 'jiwoo' },
            spec: { memberOf: [], profile: { displayName: 'Jiwoo Kim', email: 'jiwoo@connectly.example' } },
          },
        ],
      }),
    );
    backend.add(authPlugin);
    backend.add(guestRoles);
    await backend.start();
    stop = () => backend.stop();
    const get = async (path: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const options: RequestOptions = {
          host: '127.0.0.1',
          port,
          path,
          headers,
          agent: false,
        };
        request(options, response => {
          response.resume();
          resolve(response.statusCode!);
        })
          .on('error', reject)
          .end();
      });
    return { get, port };
  }

  const guest = {
    userEntityRef: 'user:default/jiwoo',
    dangerouslyAllowOutsideDevelopment: true,
  };
  const signIn = '/api/auth/guest-service-developer/refresh';
  const health = '/.backstage/health/v1/readiness';

  it('tells who the guest is, as the catalog does', async () => {
    const { port } = await start({ 'guest-on-call': guest });
    const response = await fetch(`http://localhost:${port}/api/auth/guest-on-call/refresh`);
    expect(await response.json()).toMatchObject({
      profile: { displayName: 'Jiwoo Kim', email: 'jiwoo@connectly.example' },
      backstageIdentity: { identity: { userEntityRef: 'user:default/jiwoo' } },
    });
  });

  it('answers this machine only, whatever name it is called by', async () => {
    const { get } = await start({ 'guest-service-developer': guest });
    for (const host of [
      'localhost:7007',
      'LOCALHOST',
      '127.0.0.1:7007',
      '[::1]:7007',
    ]) {
      expect([host, await get(signIn, { host })]).toEqual([host, 200]);
      expect([host, await get(health, { host })]).toEqual([host, 200]);
    }
    for (const host of [
      'evil.example:7007',
      'localhost.evil.example',
      'evil.example#localhost',
      '127.0.0.1.evil.example:7007',
      'user@localhost',
      '0.0.0.0:7007',
    ]) {
      expect([host, await get(signIn, { host })]).toEqual([host, 403]);
      expect([host, await get(health, { host })]).toEqual([host, 403]);
    }
    for (const header of ['x-forwarded-for', 'x-forwarded-host', 'forwarded']) {
      const headers = { host: 'localhost', [header]: 'localhost' };
      expect([header, await get(signIn, headers)]).toEqual([header, 403]);
    }
  });

  it('ends soon, although a browser holds a connection that it does not use', async () => {
    const { port } = await start({ 'guest-on-call': guest });
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const closed = once(socket, 'close');
    const began = performance.now();
    await stop();
    await closed;
    expect(performance.now() - began).toBeLessThan(4000);
    stop = async () => {};
  });

  it('answers to every name where no guest may sign in', async () => {
    const { get } = await start({});
    expect(await get(health, { host: 'portal.example' })).toBe(200);
    expect(await get(signIn, { host: 'portal.example' })).toBe(404);
  });
});
