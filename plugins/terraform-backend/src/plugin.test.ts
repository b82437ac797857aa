import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import request from 'supertest';
import terraformPlugin from '.';
import { catalogOf } from './__testUtils__/catalogOf';
import { fill } from './__testUtils__/centralRepository';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';

jest.setTimeout(60_000);

describe('terraformPlugin', () => {
  async function start() {
    const repositories = new InMemoryRepositories();
    fill(repositories);
    const { server } = await startTestBackend({
      features: [
        terraformPlugin,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories,
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalogOf(['connectly/platform', 'connectly/orders']),
        }),
      ],
    });
    return server;
  }

  it('answers pages, details and usages over HTTP', async () => {
    const server = await start();
    const get = async (path: string) =>
      (await request(server).get(`/api/terraform${path}`)).body;
    for (
      const deadline = Date.now() + 10_000;
      (await get('/modules')).total < 2 && Date.now() < deadline;

    ) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }

    expect(await get('/modules?limit=1&offset=1')).toMatchObject({
      total: 2,
      items: [{ name: 'fresh' }],
    });
    expect(await get('/modules/alb/versions/1.0.0')).toMatchObject({
      name: 'alb',
      version: '1.0.0',
    });
    expect(await get('/modules/alb/consumers')).toMatchObject({ total: 1 });
    expect(await get('/catalogue?module=alb')).toMatchObject({ total: 2 });
    expect(
      await get(`/services/${encodeURIComponent('connectly/orders')}/usage`),
    ).toMatchObject({
      modules: [{ call: 'alb' }, { call: 'network' }],
      contracts: [{ value: 'nothing' }, { value: 'vpc_id' }],
    });
    expect(await get('/stacks/network')).toMatchObject({
      uses: [{}, {}],
      content: { moduleCalls: [{ name: 'publish' }] },
    });
    expect(await get('/modules/none')).toMatchObject({
      error: { name: 'NotFoundError' },
    });
    expect(await get('/modules?limit=1000')).toMatchObject({
      error: { name: 'InputError' },
    });
  });
});
