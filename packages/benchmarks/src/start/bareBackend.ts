/**
 * The peer of `start`: a backend with Backstage's own plugins and nothing of ours, of the same release because it takes
 * them from the same `node_modules`. The list is the one that `@backstage/create-app` of that release writes, less what
 * this repository does not install (proxy, Kubernetes). It serves the same built web app, keeps its
 * SQLite databases in files, and is one plain Node process in production mode, as the portal is.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const plugins = [
  'plugin-app-backend',
  'plugin-scaffolder-backend',
  'plugin-scaffolder-backend-module-github',
  'plugin-scaffolder-backend-module-notifications',
  'plugin-techdocs-backend',
  'plugin-auth-backend',
  'plugin-auth-backend-module-guest-provider',
  'plugin-catalog-backend',
  'plugin-catalog-backend-module-scaffolder-entity-model',
  'plugin-catalog-backend-module-logs',
  'plugin-permission-backend',
  'plugin-permission-backend-module-allow-all-policy',
  'plugin-search-backend',
  'plugin-search-backend-module-pg',
  'plugin-search-backend-module-catalog',
  'plugin-search-backend-module-techdocs',
  'plugin-user-settings-backend',
  'plugin-notifications-backend',
  'plugin-signals-backend',
];

/** Command line of the written backend. */
export interface BareBackend {
  directory: string;
  args: string[];
}

/** Packages that the bare backend is made of, with the driver of its databases. */
export function bareDependencies(options: { withoutApp?: boolean } = {}): string[] {
  const chosen = plugins.filter(name => !(options.withoutApp && name === 'plugin-app-backend'));
  return ['@backstage/backend-defaults', 'better-sqlite3', ...chosen.map(name => `@backstage/${name}`)];
}

/**
 * Writes the bare backend below the checkout, where it finds the checkout's `node_modules`.
 *
 * @param directory - made anew; databases inside stay from one of its starts to the next
 */
export async function writeBareBackend(
  directory: string,
  port: number,
  options: { withoutApp?: boolean } = {},
): Promise<BareBackend> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(join(directory, 'database'), { recursive: true });
  const url = `http://localhost:${port}`;
  const configuration = {
    app: { title: 'Bare', baseUrl: url },
    organization: { name: 'Connectly' },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url },
      database: { client: 'better-sqlite3', connection: { directory: join(directory, 'database') } },
    },
    auth: { providers: { guest: { dangerouslyAllowOutsideDevelopment: true } } },
    techdocs: { builder: 'local', generator: { runIn: 'local' }, publisher: { type: 'local' } },
    catalog: { rules: [{ allow: ['Component', 'System', 'API', 'Resource', 'Location'] }] },
  };
  await writeFile(join(directory, 'app-config.yaml'), JSON.stringify(configuration));
  await writeFile(
    join(directory, 'index.cjs'),
    [
      "const { createBackend } = require('@backstage/backend-defaults');",
      'const backend = createBackend();',
      ...bareDependencies(options)
        .filter(name => name.includes('/plugin-'))
        .map(name => `backend.add(require('${name}'));`),
      'backend.start();',
      '',
    ].join('\n'),
  );
  return { directory, args: [join(directory, 'index.cjs'), '--config', join(directory, 'app-config.yaml')] };
}
