import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature, coreServices, createBackendPlugin, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import { CentralRepository } from './CentralRepository';

/** A running backend with one of our plugins. */
export interface IndexBackend {
  /** Of the plugin: `http://localhost:PORT/api/ID`. */
  url: string;
  events: EventsService;
  stop(): Promise<void>;
}

/** Starts a backend with one plugin alone, on an empty database in memory, over the given repository. */
export async function startIndexBackend(
  repository: CentralRepository,
  options: { pluginId: string; features: BackendFeature[]; port: number },
): Promise<IndexBackend> {
  const { pluginId, features, port } = options;
  const backend = createBackend();
  const found: { events?: EventsService } = {};
  // standard output is for figures
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: `http://localhost:${port}` },
        backend: {
          baseUrl: `http://localhost:${port}`,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
        },
        [pluginId]: { schedule: { frequency: { hours: 1 }, timeout: { minutes: 9 }, initialDelay: { seconds: 0 } } },
      },
    }),
  );
  backend.add(createServiceFactory({ service: repositoriesServiceRef, deps: {}, factory: () => repository }));
  for (const feature of features) backend.add(feature);
  backend.add(
    createBackendPlugin({
      pluginId: 'bench',
      register(env) {
        env.registerInit({
          deps: { events: eventsServiceRef, logger: coreServices.logger },
          async init({ events }) {
            found.events = events;
          },
        });
      },
    }),
  );
  await backend.start();
  return { url: `http://localhost:${port}/api/${pluginId}`, events: found.events!, stop: () => backend.stop() };
}
