import { createBackend } from '@backstage/backend-defaults';
import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import eventsPlugin from '@backstage/plugin-events-backend';
import { RunningForge, startForge } from '@connectly/forge';
import catalogModuleRepositories from '@connectly/plugin-catalog-backend-module-repositories';
import catalogModuleTerraform from '@connectly/plugin-catalog-backend-module-terraform';
import repositoriesPlugin from '@connectly/plugin-repositories-backend';
import terraformPlugin from '@connectly/plugin-terraform-backend';
import { execFile, execFileSync } from 'child_process';
import { createHmac } from 'crypto';
import { mkdirSync, writeFileSync } from 'fs';
import { Knex } from 'knex';
import { createServer } from 'net';
import { dirname, join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { promisify } from 'util';

jest.setTimeout(180_000);

// The package loads its two modules by dynamic import, which Jest's sandbox has not: they are taken from their files.
const githubEvents = dirname(
  require.resolve(
    '@backstage/plugin-events-backend-module-github/package.json',
  ),
);
const githubEventsModules = ['GithubEventRouter', 'GithubWebhook'].map(
  (name): BackendFeature =>
    jest.requireActual(
      join(githubEvents, `dist/service/eventsModule${name}.cjs.js`),
    ).default,
);

const token = 'forge-token-of-the-portal-0123456789';
const accessToken = 'token-of-the-test-0123456789';
const webhookSecret = 'webhook-secret';

const component = (name: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: x\n`;

const freePort = () =>
  new Promise<number>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

async function eventually<T>(read: () => Promise<T>, expected: T) {
  let value: T | undefined;
  for (let turn = 0; turn < 400; turn++) {
    value = await read().catch(() => undefined);
    if (JSON.stringify(value) === JSON.stringify(expected)) {
      return;
    }
    await sleep(50);
  }
  expect(value).toEqual(expected);
}

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
const describeOnPostgres = databaseId ? describe : describe.skip;

/** Two real backends with the real scheduler, event bus, tokens and HTTP, on one PostgreSQL. */
describeOnPostgres('two replicas of the portal', () => {
  const mockDirectory = createMockDirectory();
  let forge: RunningForge;
  const stops: (() => Promise<void>)[] = [];

  afterAll(async () => {
    // Only so does the server of a backend not wait for those who wait for its events.
    const { NODE_ENV } = process.env;
    process.env = { ...process.env, NODE_ENV: 'development' };
    await Promise.all(stops.map(stop => stop()));
    process.env = { ...process.env, NODE_ENV };
    await forge?.close();
  });

  function git(...args: string[]): void {
    execFileSync(
      'git',
      ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args],
      { cwd: mockDirectory.resolve('work') },
    );
  }

  function commit(files: Record<string, string>): void {
    const work = mockDirectory.resolve('work');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Change');
  }

  async function push(files: Record<string, string>): Promise<void> {
    commit(files);
    const host = new URL(forge.httpUrl).host;
    const remote = `http://portal:${token}@${host}/connectly/orders.git`;
    // Not in step with this process: the forge that answers git runs in it too.
    await promisify(execFile)('git', ['push', '--quiet', remote, 'main'], {
      cwd: mockDirectory.resolve('work'),
    });
  }

  async function startReplica(name: string, knex: Knex) {
    const port = await freePort();
    const host = new URL(forge.httpUrl).host;
    const backend = createBackend();
    const everyTwoSeconds = {
      frequency: { seconds: 2 },
      timeout: { seconds: 20 },
      initialDelay: { seconds: 1 },
    };
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: `http://127.0.0.1:${port}` },
          backend: {
            baseUrl: `http://127.0.0.1:${port}`,
            listen: { host: '127.0.0.1', port },
            database: {
              client: 'pg',
              connection: knex.client.config.connection,
              pluginDivisionMode: 'schema',
            },
            auth: {
              externalAccess: [
                {
                  type: 'static',
                  options: { token: accessToken, subject: 'test' },
                },
              ],
            },
          },
          integrations: {
            github: [{ host, apiBaseUrl: `${forge.httpUrl}/api/v3`, token }],
          },
          events: {
            useEventBus: 'always',
            modules: { github: { webhookSecret } },
          },
          catalog: {
            processingInterval: { seconds: 1 },
            providers: {
              repositories: { schedule: everyTwoSeconds },
              terraform: { schedule: everyTwoSeconds },
            },
          },
          terraform: { schedule: everyTwoSeconds },
          repositories: {
            directory: mockDirectory.resolve(`mirrors-${name}`),
            providers: [
              { host, organisation: 'connectly', gitUrl: forge.httpUrl },
            ],
          },
        },
      }),
    );
    backend.add(mockServices.rootLogger.factory({ level: 'none' }));
    for (const feature of [
      catalogPlugin,
      catalogModuleRepositories,
      catalogModuleTerraform,
      eventsPlugin,
      ...githubEventsModules,
      repositoriesPlugin,
      terraformPlugin,
    ]) {
      backend.add(feature);
    }
    await backend.start();
    stops.push(() => backend.stop());

    const get = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}/api${path}`, {
        headers: { authorization: `Bearer ${accessToken}` },
      });
      if (!response.ok) {
        throw new Error(`${path} answered ${response.status}`);
      }
      return response.json();
    };
    return {
      names: async (): Promise<string[]> => {
        const entities: { metadata: { name: string } }[] = await get(
          '/catalog/entities?filter=spec.type=service',
        );
        return entities.map(({ metadata }) => metadata.name).sort();
      },
      calls: async (): Promise<string[]> => {
        const { modules } = await get(
          '/terraform/services/connectly%2Forders/usage',
        );
        return modules.map(({ call }: { call: string }) => call);
      },
      /** Delivers the webhook of a push. */
      tell: async () => {
        const body = JSON.stringify({
          ref: 'refs/heads/main',
          repository: {
            name: 'orders',
            owner: { login: 'connectly' },
            html_url: `${forge.httpUrl}/connectly/orders`,
            default_branch: 'main',
            private: true,
          },
        });
        const signature = createHmac('sha256', webhookSecret)
          .update(body)
          .digest('hex');
        const { status } = await fetch(
          `http://127.0.0.1:${port}/api/events/http/github`,
          {
            method: 'POST',
            body,
            headers: {
              'content-type': 'application/json',
              'x-github-event': 'push',
              'x-hub-signature-256': `sha256=${signature}`,
            },
          },
        );
        expect(status).toBe(202);
      },
    };
  }

  it('share one sweep, both show what one of them was told, and do not undo each other', async () => {
    mockDirectory.setContent({ work: {} });
    git('init', '--quiet', '--initial-branch=main', '.');
    const module = (name: string) =>
      `module "${name}" {\n  source = "git::https://forge.test/connectly/platform.git//infrastructure/modules/alb?ref=alb/v1.0.0"\n}\n`;
    commit({
      'catalog-info.yaml': component('orders'),
      'terraform/prod/main.tf': module('first'),
    });
    forge = await startForge({
      dataDirectory: mockDirectory.resolve('forge'),
      seed: {
        users: [{ login: 'portal', tokens: [token] }],
        organizations: [
          {
            login: 'connectly',
            owners: ['portal'],
            repositories: [
              { name: 'orders', importFrom: mockDirectory.resolve('work') },
            ],
          },
        ],
      },
    });
    const knex = await databases.init(databaseId);
    const replicas = [
      await startReplica('a', knex),
      await startReplica('b', knex),
    ];
    for (const { names, calls } of replicas) {
      await eventually(names, ['orders']);
      await eventually(calls, ['first']);
    }
    const revision = async () => {
      const [row] = await knex
        .withSchema('repositories')
        .from('repositories')
        .select('revision');
      return row.revision;
    };
    const before = await revision();

    await push({
      'catalog-info.yaml': `${component('shop')}---\n${component('basket')}`,
      'terraform/prod/main.tf': module('second'),
    });
    await replicas[1].tell();
    for (const { names, calls } of replicas) {
      await eventually(names, ['basket', 'shop']);
      await eventually(calls, ['second']);
    }
    // One of them read, and only once.
    expect(await revision()).toBe(before + 1);

    // Changes reach now this one, now that one, while both refresh everything every other second.
    for (let turn = 1; turn <= 8; turn++) {
      await push({ 'catalog-info.yaml': component(`shop-${turn}`) });
      await replicas[turn % 2].tell();
      await sleep(turn * 60);
    }
    for (const { names } of replicas) {
      await eventually(names, ['shop-8']);
    }
    for (let turn = 0; turn < 10; turn++) {
      await sleep(500);
      for (const { names } of replicas) {
        expect(await names()).toEqual(['shop-8']);
      }
    }
    const lists = forge.controls.log
      .list()
      .filter(({ path }) => path === '/api/graphql');
    expect(lists).toHaveLength(1);
  });
});
