import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories, watchGuard } from '@connectly/plugin-repositories-node/testUtils';
import request from 'supertest';
import handbookPlugin from '..';
import { central, entityOf, fill } from './documents';

/** A portal whose user sees only the central repository's entity, until a test shows another. `more` is files by repository. */
export async function startHandbook(more: Record<string, Record<string, string>> = {}) {
  const repositories = new InMemoryRepositories();
  fill(repositories);
  for (const [repository, files] of Object.entries(more)) {
    repositories.push(repository, files);
  }
  const shown = new Set([central]);
  const guard = watchGuard();
  const service = catalogServiceMock({
    entities: [central, 'connectly/orders', 'connectly/rds'].map(entityOf),
  });
  const catalog = {
    ...service,
    getEntitiesByRefs: service.getEntitiesByRefs.bind(service),
    async *streamEntities() {
      yield [...shown].map(entityOf);
    },
  } as unknown as typeof service;
  const actions = actionsRegistryServiceMock();
  const { server } = await startTestBackend({
    features: [
      handbookPlugin,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: repositoriesServiceRef,
        deps: {},
        factory: () => repositories,
      }),
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => catalog,
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      ...guard.features,
    ],
  });
  const send = async (
    path: string,
    { body, user = 'mock' }: { body?: object; user?: string } = {},
  ) => {
    guard.reset();
    const url = `/api/handbook${path}`;
    const agent = request(server);
    const credentials =
      user === 'none'
        ? mockCredentials.none.header()
        : mockCredentials.user.header(`user:default/${user}`);
    const answer = await (body ? agent.post(url).send(body) : agent.get(url)).set(
      'authorization',
      credentials,
    );
    return { status: answer.status, body: answer.body };
  };
  for (let turn = 0; turn < 100; turn++) {
    if ((await send('/documents')).body.complete) break;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return { send, shown, ...guard, repositories, actions };
}
