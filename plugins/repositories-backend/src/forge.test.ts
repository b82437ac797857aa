import {
  BackendFeature,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import {
  RepositoriesService,
  repositoriesServiceRef,
  RepositoryHistoryService,
  repositoryHistoryServiceRef,
} from '@connectly/plugin-repositories-node';
import { RunningForge, startForge } from '@connectly/forge';
import { execFile, execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { promisify } from 'util';
import repositoriesPlugin from '.';

jest.setTimeout(60_000);

const githubEvents = dirname(
  require.resolve(
    '@backstage/plugin-events-backend-module-github/package.json',
  ),
);
const githubEventsModules: BackendFeature[] = [
  jest.requireActual(
    join(githubEvents, 'dist/service/eventsModuleGithubEventRouter.cjs.js'),
  ).default,
  jest.requireActual(
    join(githubEvents, 'dist/service/eventsModuleGithubWebhook.cjs.js'),
  ).default,
];

const token = 'forge-token-of-the-portal-0123456789';
const secret = 'webhook-secret';

describe('repositoriesPlugin on the forge', () => {
  const mockDirectory = createMockDirectory();
  let forge: RunningForge;

  afterEach(() => forge?.close());

  function git(...args: string[]): string {
    const identity = [
      '-c',
      'user.name=Test',
      '-c',
      'user.email=test@example.com',
    ];
    return execFileSync('git', [...identity, ...args], {
      cwd: mockDirectory.resolve('work'),
      encoding: 'utf8',
    }).trim();
  }

  function commit(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(mockDirectory.resolve('work', path)), {
        recursive: true,
      });
      writeFileSync(mockDirectory.resolve('work', path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Change');
  }

  it('reads what is pushed when the forge tells of it, and not at the next sweep, tags of the central repository included', async () => {
    mockDirectory.setContent({ work: {} });
    git('init', '--quiet', '--initial-branch=main', '.');
    commit({
      'infrastructure/modules/alb/main.tf': 'one',
      'catalog-info.yaml': 'a: 1',
    });
    git('tag', 'alb/v1.0.0');
    forge = await startForge({
      dataDirectory: mockDirectory.resolve('forge'),
      seed: {
        users: [{ login: 'portal', tokens: [token] }],
        organizations: [
          {
            login: 'connectly',
            owners: ['portal'],
            repositories: [
              { name: 'platform', importFrom: mockDirectory.resolve('work') },
            ],
          },
        ],
      },
    });
    const host = new URL(forge.httpUrl).host;
    let service: RepositoriesService | undefined;
    let past: RepositoryHistoryService | undefined;
    const { server } = await startTestBackend({
      features: [
        repositoriesPlugin,
        eventsServiceFactory,
        eventsPlugin,
        ...githubEventsModules,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              github: [{ host, apiBaseUrl: `${forge.httpUrl}/api/v3`, token }],
            },
            events: {
              useEventBus: 'never',
              modules: { github: { webhookSecret: secret } },
            },
            repositories: {
              directory: mockDirectory.resolve('mirrors'),
              providers: [
                { host, organisation: 'connectly', gitUrl: forge.httpUrl },
              ],
            },
          },
        }),
        createBackendPlugin({
          pluginId: 'reader',
          register(env) {
            env.registerInit({
              deps: {
                repositories: repositoriesServiceRef,
                history: repositoryHistoryServiceRef,
              },
              async init({ repositories, history }) {
                service = repositories;
                past = history;
              },
            });
          },
        }),
      ],
    });
    await forge.admin.seed({
      organizations: [
        {
          login: 'connectly',
          hooks: [
            {
              url: `http://localhost:${server.port()}/api/events/http/github`,
              secret,
              events: ['push', 'create', 'delete', 'repository'],
            },
          ],
        },
      ],
    });
    const credentials = mockCredentials.service('plugin:reader');
    const repository = 'connectly/platform';
    const eventually = async <T>(
      read: () => Promise<T>,
      accept: (value: T) => boolean,
    ): Promise<T> => {
      for (const deadline = Date.now() + 10_000; ; ) {
        const value = await read().catch(() => undefined);
        if (value !== undefined && accept(value)) {
          return value;
        }
        if (Date.now() > deadline) {
          throw new Error(`Never became so, last: ${JSON.stringify(value)}`);
        }
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    };
    const refs = () => service!.listRefs({ repository }, { credentials });
    const file = (ref?: string) =>
      service!.readFile(
        { repository, ref, path: 'infrastructure/modules/alb/main.tf' },
        { credentials },
      );

    await eventually(refs, found => found.length === 2);
    expect(await file('alb/v1.0.0')).toBe('one');

    commit({ 'infrastructure/modules/alb/main.tf': 'two' });
    git('tag', 'alb/v1.1.0');
    forge.controls.log.reset();
    // Not in step with this process: the forge that answers git runs in it too.
    const remote = `http://portal:${token}@${host}/connectly/platform.git`;
    await promisify(execFile)(
      'git',
      ['push', '--quiet', remote, 'main', 'alb/v1.1.0'],
      {
        cwd: mockDirectory.resolve('work'),
      },
    );
    const pushed = performance.now();
    await eventually(
      () => file(),
      text => text === 'two',
    );
    // the sweep comes after half an hour; how fast it really is, `script/bench index` tells
    expect(performance.now() - pushed).toBeLessThan(10_000);
    await eventually(refs, found => found.length === 3);
    expect(await file('refs/tags/alb/v1.0.0')).toBe('one');
    const history = await past!.readHistory(
      {
        repository,
        commit: git('rev-parse', 'main'),
        directory: 'infrastructure/',
        extension: '.tf',
      },
      { credentials },
    );
    expect(
      history.commits.map(({ files }) => files.map(each => each.content)),
    ).toEqual([['one'], ['two']]);
    // The forge's API was not asked: git's own protocol is outside its limits.
    const api = forge.controls.log
      .list()
      .filter(request => request.path.startsWith('/api/'));
    expect(api).toEqual([]);
  });
});
