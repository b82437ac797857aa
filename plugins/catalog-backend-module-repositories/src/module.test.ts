import {
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  EventsService,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import request from 'supertest';
import catalogModuleRepositories from '.';
import { CatalogFiles, componentFile } from './__testUtils__/CatalogFiles';

jest.setTimeout(60_000);

/** An API whose text stands elsewhere, as the stock catalog would read it with the portal's credentials. */
const stolen = (url: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: thief\nspec:\n  type: openapi\n  lifecycle: production\n  owner: x\n  definition:\n    $text: ${url}\n`;

describe('catalogModuleRepositories', () => {
  it('shows what files say, reads nothing that they name, and shows their mistakes, in the real catalog', async () => {
    const repositories = new CatalogFiles();
    const complete = (name: string) =>
      componentFile(name).replace(
        'type: service',
        'type: service\n  lifecycle: production\n  owner: x',
      );
    repositories.files.set('a', complete('a'));
    repositories.files.set('b', complete('b'));
    repositories.files.set(
      'thief',
      stolen('https://forge.test/org/secret/blob/main/key.pem'),
    );
    let events: EventsService | undefined;
    const readUrl = jest.fn();
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleRepositories,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            events: { useEventBus: 'never' },
            catalog: {
              processingInterval: { seconds: 1 },
            },
          },
        }),
        eventsServiceFactory,
        mockServices.urlReader.mock({ readUrl }).factory,
        createBackendPlugin({
          pluginId: 'teller',
          register: env =>
            env.registerInit({
              deps: { bus: eventsServiceRef },
              init: async ({ bus }) => void (events = bus),
            }),
        }),
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories.service,
        }),
      ],
    });
    const get = async (): Promise<AlphaEntity[]> =>
      (await request(server).get('/api/catalog/entities')).body;
    const eventually = async (accept: (entities: AlphaEntity[]) => boolean) => {
      for (const deadline = Date.now() + 20_000; ; ) {
        const entities = await get();
        if (accept(entities)) {
          return entities;
        }
        if (Date.now() > deadline) {
          throw new Error(`Never became so: ${JSON.stringify(entities)}`);
        }
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    };
    const tell = (name: string) =>
      events!.publish({
        topic: repositoriesChangedTopic,
        eventPayload: {
          repository: `org/${name}`,
          ref: 'refs/heads/main',
          commit: 'd',
          added: [],
          changed: ['catalog-info.yaml'],
          removed: [],
        },
      });
    const first = await eventually(entities => entities.length === 2);
    expect(first.map(({ metadata }) => metadata.annotations?.['platform.connectly.io/repository']).sort()).toEqual(['org/a', 'org/b']);

    // The mistake is on the page of what the file gave before; entities of others are as they were.
    repositories.files.set(
      'b',
      `${complete('b')}---\n${stolen('./terraform.tfstate')}`,
    );
    await tell('b');
    const shown = await eventually(entities =>
      entities.some(entity => entity.status?.items?.length),
    );
    expect(
      shown
        .map(({ metadata, status }) => [
          metadata.name,
          status?.items?.map(({ message }) => message),
        ])
        .sort(),
    ).toEqual([
      ['a', undefined],
      ['b', [expect.stringContaining('PLT-406')]],
    ]);
    expect(readUrl).not.toHaveBeenCalled();

    repositories.files.set('b', complete('b'));
    await tell('b');
    await eventually(entities =>
      entities.every(entity => !entity.status?.items?.length),
    );
  });

  it('lets nobody name a repository of others in a file that they register, in the real catalog', async () => {
    const repositories = new CatalogFiles();
    repositories.files.set('secret', '');
    const target = (repository: string) => `https://forge.test/org/${repository}/blob/main/x.yaml`;
    const named = (name: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations:\n    platform.connectly.io/repository: org/secret\n    backstage.io/managed-by-location: url:${target('secret')}\n    backstage.io/managed-by-origin-location: url:${target('secret')}\nspec:\n  type: service\n  lifecycle: production\n  owner: x\n`;
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleRepositories,
        mockServices.rootConfig.factory({
          data: {
            events: { useEventBus: 'never' },
            catalog: {
              processingInterval: { seconds: 1 },
              locations: ['mine', 'secret'].map(name => ({ type: 'url', target: target(name) })),
            },
          },
        }),
        eventsServiceFactory,
        mockServices.urlReader.mock({
          search: async url => {
            const text = Buffer.from(named(url === target('secret') ? 'own' : 'thief'));
            return { files: [{ url, content: async () => text }], etag: '' };
          },
        }).factory,
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories.service,
        }),
      ],
    });
    let shown: unknown[][] = [];
    for (const deadline = Date.now() + 20_000; shown.length < 2 && Date.now() < deadline; ) {
      await new Promise(resolve => setTimeout(resolve, 50));
      const { body } = await request(server).get('/api/catalog/entities?filter=kind=component');
      shown = (body as AlphaEntity[]).map(({ metadata, status }) => [
        metadata.name,
        metadata.annotations?.['platform.connectly.io/repository'],
        status?.items?.length ?? 0,
      ]);
    }
    expect(shown.sort()).toEqual([
      ['own', 'org/secret', 0],
      ['thief', undefined, 0],
    ]);
  });
});
