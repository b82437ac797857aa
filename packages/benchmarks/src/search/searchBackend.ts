import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import searchPlugin from '@backstage/plugin-search-backend';
import { manualScheduler } from '../manualScheduler';

/** A started search over one kind of documents. */
export interface SearchBackend {
  /** Runs the one task whose id matches. */
  runTask(id: RegExp): Promise<void>;
  /** How many documents a search finds on its first page. */
  query(term: string): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a backend with the search and what fills it.
 * @param options - `postgres` is the address of a server without a database; without it everything is in memory
 */
export async function startSearchBackend(options: {
  features: BackendFeature[];
  port: number;
  postgres?: string;
}): Promise<SearchBackend> {
  const { features, port, postgres } = options;
  const scheduler = manualScheduler();
  const backend = createBackend();
  const url = `http://localhost:${port}`;
  // standard output is for figures
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          auth: { dangerouslyDisableDefaultAuthPolicy: true },
          database: postgres
            ? { client: 'pg', connection: postgres, prefix: `bench_${port}_` }
            : { client: 'better-sqlite3', connection: ':memory:' },
        },
      },
    }),
  );
  backend.add(scheduler.feature);
  backend.add(searchPlugin);
  for (const feature of features) backend.add(feature);
  await backend.start();
  return {
    runTask: scheduler.runTask,
    async query(term) {
      const response = await fetch(`${url}/api/search/query?${new URLSearchParams({ term })}`);
      if (!response.ok) throw new Error(`The search for "${term}" answered ${response.status}: ${await response.text()}`);
      return ((await response.json()) as { results: unknown[] }).results.length;
    },
    stop: () => backend.stop(),
  };
}
