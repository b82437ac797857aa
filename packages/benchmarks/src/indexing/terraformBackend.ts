import { createBackend } from '@backstage/backend-defaults';
import { coreServices, createBackendPlugin, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import terraformPlugin from '@connectly/plugin-terraform-backend';
import { CentralRepository } from './CentralRepository';

/** A running backend with the Terraform plugin. */
export interface TerraformBackend {
  /** `http://localhost:PORT/api/terraform` */
  url: string;
  events: EventsService;
  stop(): Promise<void>;
}

/** Starts a backend with the Terraform plugin alone, on an empty database in memory, over the given repository. */
export async function startTerraformBackend(repository: CentralRepository, port: number): Promise<TerraformBackend> {
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
        terraform: { schedule: { frequency: { hours: 1 }, timeout: { minutes: 9 }, initialDelay: { seconds: 0 } } },
      },
    }),
  );
  backend.add(createServiceFactory({ service: repositoriesServiceRef, deps: {}, factory: () => repository }));
  backend.add(terraformPlugin);
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
  return { url: `http://localhost:${port}/api/terraform`, events: found.events!, stop: () => backend.stop() };
}
