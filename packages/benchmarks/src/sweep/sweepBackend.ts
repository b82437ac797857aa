/** A backend whose scheduled tasks run when the benchmark says so, and whose databases say how many rows were written. */
import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature, coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import createKnex, { Knex } from 'knex';
import { manualScheduler } from '../manualScheduler';

/** A started backend. */
export interface SweepBackend {
  /** Runs the one task whose id matches. */
  runTask(id: RegExp): Promise<void>;
  /** Rows that a plugin has inserted, updated or deleted since it started; SQLite itself counts them. */
  rowsWritten(pluginId: string): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a backend on databases in memory. */
export async function startSweepBackend(features: BackendFeature[], config: JsonObject, port: number): Promise<SweepBackend> {
  const databases = new Map<string, Knex>();
  const scheduler = manualScheduler();
  const backend = createBackend();
  // standard output is for figures
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        ...config,
        app: { baseUrl: `http://localhost:${port}` },
        backend: {
          baseUrl: `http://localhost:${port}`,
          listen: { host: '127.0.0.1', port },
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
    }),
  );
  backend.add(
    createServiceFactory({
      service: coreServices.database,
      deps: { plugin: coreServices.pluginMetadata },
      async factory({ plugin }) {
        // one connection each: SQLite counts by connection, and a second one would be another database
        const client = createKnex({
          client: 'better-sqlite3',
          connection: ':memory:',
          useNullAsDefault: true,
          pool: { min: 1, max: 1 },
        });
        await client.raw('pragma foreign_keys = on');
        databases.set(plugin.getId(), client);
        return { getClient: async () => client };
      },
    }),
  );
  backend.add(scheduler.feature);
  for (const feature of features) backend.add(feature);
  await backend.start();
  return {
    runTask: scheduler.runTask,
    async rowsWritten(pluginId) {
      const [{ rows }] = await databases.get(pluginId)!.raw<{ rows: number }[]>('select total_changes() as rows');
      return rows;
    },
    stop: () => backend.stop(),
  };
}
