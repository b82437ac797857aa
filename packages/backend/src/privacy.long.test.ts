import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  actionsRegistryServiceFactory,
  actionsServiceFactory,
} from '@backstage/backend-defaults/alpha';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
import { RunningForge, startForge } from '@connectly/forge';
import catalogModuleRepositories from '@connectly/plugin-catalog-backend-module-repositories';
import handbookPlugin from '@connectly/plugin-handbook-backend';
import permissionModulePlatform from '@connectly/plugin-permission-backend-module-platform';
import repositoriesPlugin from '@connectly/plugin-repositories-backend';
import searchModuleHandbook from '@connectly/plugin-search-backend-module-handbook';
import terraformPlugin from '@connectly/plugin-terraform-backend';
import { execFile, execFileSync } from 'child_process';
import { existsSync, mkdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { setTimeout as sleep } from 'timers/promises';
import { promisify } from 'util';

jest.setTimeout(240_000);

const portalToken = 'forge-token-of-the-portal-0123456789';
const ownerToken = 'forge-token-of-the-owner-01234567890';
const secret = 'connectly/payroll';

/** One transparent pixel. */
const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

const component = (name: string, owner: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n  lifecycle: production\n  owner: ${owner}\n`;

const entry = `---
id: TS-901
symptom: Salaries are late
match: ['salaries of quokkas are late']
source: us
---

# Salaries are late

## Cause

A quokka.

## Fix

Wait.

## Verify

Look.
`;

/** Files of a service whose documents say a word that no other document says. */
const filesOf = (name: string, owner: string, word: string) => ({
  'catalog-info.yaml': component(name, owner),
  'docs/dot.png': dot,
  'docs/adr/0001-pay.md': `---\nstatus: accepted\n---\n\n# Pay each ${word}\n\n## Context and Problem Statement\n\nWhy?\n`,
});

/** A call of a central module, and a file that is no HCL. */
const terraform = {
  'terraform/prod/main.tf':
    'module "alb" {\n  source = "git::https://forge.test/connectly/platform.git//infrastructure/modules/alb?ref=alb/v1.0.0"\n}\n',
  'terraform/prod/broken.tf': 'variable "x" {\n',
};

/** Tells, as the real service does and the mock does not, that a plugin asks for a person. */
const authOnBehalfOfUsers = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const ofService = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { principal } = options.onBehalfOf;
      const { userEntityRef } = principal as { userEntityRef: string };
      return auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(userEntityRef, {
              actor: { subject: `plugin:${pluginId}` },
            }),
          }
        : ofService(options);
    };
    return auth;
  },
});

/** A portal's own policy: an entity is for who owns it. */
const ownersOnly = createBackendModule({
  pluginId: 'permission',
  moduleId: 'owners-only',
  register(reg) {
    reg.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user) {
            return isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)
              ? createCatalogConditionalDecision(
                  permission,
                  catalogConditions.isEntityOwner({
                    claims: user?.info.ownershipEntityRefs ?? [],
                  }),
                )
              : { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});

/** Only what happens at the start and what a test asks for happens. */
const seldom = (seconds: number) => ({
  frequency: { hours: 10 },
  timeout: { minutes: 5 },
  initialDelay: { seconds },
});

describe('documents and Terraform of a repository', () => {
  const mockDirectory = createMockDirectory();
  let forge: RunningForge;

  afterEach(() => forge?.close());

  function commit(name: string, files: Record<string, string | Buffer>): void {
    const work = mockDirectory.resolve('work', name);
    mkdirSync(work, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args],
        { cwd: work },
      );
    if (!existsSync(join(work, '.git'))) {
      git('init', '--quiet', '--initial-branch=main', '.');
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, path)), { recursive: true });
      writeFileSync(join(work, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Change');
  }

  /** Two services, a portal that is an ordinary member of the organisation, and what each person gets of `payroll`. */
  async function start(policy: BackendFeature) {
    mockDirectory.setContent({});
    commit('payroll', {
      ...filesOf('payroll', 'payments', 'quokka'),
      'docs/troubleshooting/TS-901-late.md': entry,
      ...terraform,
    });
    commit('orders', filesOf('orders', 'orders', 'wombat'));
    forge = await startForge({
      dataDirectory: mockDirectory.resolve('forge'),
      seed: {
        users: [
          { login: 'portal', tokens: [portalToken] },
          { login: 'owner', tokens: [ownerToken] },
        ],
        organizations: [
          {
            login: 'connectly',
            basePermission: 'none',
            owners: ['owner'],
            members: ['portal'],
            repositories: ['payroll', 'orders'].map(name => ({
              name,
              visibility: 'public' as const,
              importFrom: mockDirectory.resolve('work', name),
            })),
          },
        ],
      },
    });
    const host = new URL(forge.httpUrl).host;
    const groups: Record<string, string[]> = {
      jiwoo: ['group:default/payments'],
      haneul: ['group:default/orders'],
      nobody: [],
    };
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleRepositories,
        repositoriesPlugin,
        handbookPlugin,
        terraformPlugin,
        searchPlugin,
        searchModuleHandbook,
        mcpPlugin,
        permissionPlugin,
        policy,
        permissionsServiceFactory,
        schedulerServiceFactory,
        actionsRegistryServiceFactory,
        actionsServiceFactory,
        eventsServiceFactory,
        authOnBehalfOfUsers,
        mockServices.userInfo.mock({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            const of = groups[userEntityRef.split('/')[1]];
            return { userEntityRef, ownershipEntityRefs: [userEntityRef, ...of] };
          },
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            backend: { actions: { pluginSources: ['handbook'] } },
            integrations: {
              github: [
                {
                  host,
                  apiBaseUrl: `${forge.httpUrl}/api/v3`,
                  token: portalToken,
                },
              ],
            },
            events: {
              useEventBus: 'never',
              modules: { github: { webhookSecret: 'webhook-secret' } },
            },
            catalog: {
              processingInterval: { seconds: 1 },
              providers: { repositories: { schedule: seldom(3) } },
            },
            handbook: { schedule: seldom(3) },
            terraform: { schedule: seldom(3) },
            // once, when entities and documents are there also where much else is going on
            search: { collators: { handbook: { schedule: seldom(15) } } },
            repositories: {
              schedule: seldom(1),
              directory: mockDirectory.resolve('mirrors'),
              providers: [
                { host, organisation: 'connectly', gitUrl: forge.httpUrl },
              ],
            },
          },
        }),
      ],
    });
    const api = `http://localhost:${server.port()}/api`;

    async function send(name: string, path: string, body?: object) {
      const response = await fetch(`${api}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: {
          authorization: mockCredentials.user.header(`user:default/${name}`),
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
        body: body && JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    }

    /** What a tool says to an agent that works for somebody. */
    async function ask(name: string, tool: string, input: object) {
      const { text } = await send(name, '/mcp-actions/v1', {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: `handbook.${tool}`, arguments: input },
      });
      return text;
    }

    const place = new URLSearchParams({
      repository: secret,
      path: 'docs/adr/0001-pay.md',
    });
    const input = Object.fromEntries(place);
    const repository = `/repositories/repositories/${secret}`;
    const ways: Record<string, (name: string) => Promise<string>> = {
      list: async name => (await send(name, '/handbook/documents')).text,
      tab: async name =>
        (await send(name, `/handbook/documents?repository=${secret}`)).text,
      link: async name => (await send(name, `/handbook/document?${place}`)).text,
      history: async name =>
        (await send(name, `/handbook/history?${place}`)).text,
      paste: async name =>
        (
          await send(name, '/handbook/troubleshoot', {
            text: 'the salaries of quokkas are late',
          })
        ).text,
      search: async name =>
        (await send(name, '/search/query?term=quokka')).text,
      searchAll: async name => (await send(name, '/search/query?term=')).text,
      find: name => ask(name, 'find-documents', {}),
      read: name => ask(name, 'read-document', input),
      image: async name =>
        String((await send(name, `${repository}/image?path=docs/dot.png`)).status),
      file: async name =>
        (await send(name, `${repository}/file?path=docs/adr/0001-pay.md`)).text,
      consumers: async name =>
        (await send(name, '/terraform/modules/alb/consumers')).text,
      findings: async name => (await send(name, '/terraform/findings')).text,
      // the answer names what was asked for, whether it is there or not
      usage: async name => {
        const { text } = await send(
          name,
          `/terraform/services/${encodeURIComponent(secret)}/usage`,
        );
        return `${JSON.stringify(JSON.parse(text).modules)}`;
      },
      entity: async name => (await send(name, '/catalog/entities')).text,
    };
    /** Which ways lead somebody to `payroll`: nothing that is only there may be in the answer. */
    const waysOf = async (name: string) => {
      const open: string[] = [];
      for (const [way, go] of Object.entries(ways)) {
        const answer = await go(name);
        const told = way === 'image' ? answer === '200' : /quokka|TS-901|"0001-pay|payroll"|"subject"/i.test(answer);
        if (told && !/There is no|PLT-404|PLT-601|MissingIndexError/.test(answer)) {
          open.push(way);
        }
      }
      return open;
    };
    const eventually = async (name: string, expected: string[], seconds: number) => {
      let open: string[] | undefined;
      for (const end = Date.now() + seconds * 1_000; Date.now() < end; ) {
        open = await waysOf(name);
        if (open.join() === expected.join()) {
          return;
        }
        await sleep(500);
      }
      expect([name, open]).toEqual([name, expected]);
    };
    const sweep = async () => {
      const id = encodeURIComponent(`repositories-sweep-${host}/connectly`);
      const response = await fetch(
        `${api}/repositories/.backstage/scheduler/v1/tasks/${id}/trigger`,
        {
          method: 'POST',
          headers: { authorization: mockCredentials.service.header() },
        },
      );
      expect(response.status).toBe(200);
    };
    const asOwner = (path: string, body: object) =>
      fetch(`${forge.httpUrl}/api/v3${path}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${ownerToken}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });
    return { send, ways, eventually, sweep, asOwner, groups, every: Object.keys(ways) };
  }

  it('that is made private, so that the portal loses it, lead nobody anywhere after one sweep', async () => {
    const { ways, eventually, sweep, asOwner, groups, every } = await start(
      permissionModulePlatform,
    );
    await eventually('jiwoo', every, 60);
    await eventually('haneul', every, 10);
    await eventually('nobody', [], 10);

    // who leaves every team has nothing any more
    groups.haneul = [];
    await eventually('haneul', [], 30);
    groups.haneul = ['group:default/orders'];

    const made = await asOwner('/repos/connectly/payroll', { private: true });
    expect(made.status).toBe(200);
    await sweep();
    await eventually('jiwoo', [], 60);
    await eventually('haneul', [], 10);
    // what is not private is there as before
    for (const way of ['list', 'searchAll', 'find']) {
      expect([way, await ways[way]('haneul')]).toEqual([
        way,
        expect.stringMatching(/wombat/i),
      ]);
    }
  });

  it('are for whom the entity is shown, and change hands with it after one sweep', async () => {
    const { ways, eventually, sweep, every } = await start(ownersOnly);
    await eventually('jiwoo', every, 60);
    await eventually('haneul', [], 10);

    commit('payroll', { 'catalog-info.yaml': component('payroll', 'orders') });
    await promisify(execFile)(
      'git',
      [
        'push',
        '--quiet',
        `http://owner:${ownerToken}@${new URL(forge.httpUrl).host}/connectly/payroll.git`,
        'main',
      ],
      { cwd: mockDirectory.resolve('work/payroll') },
    );
    await sweep();
    await eventually('haneul', every, 60);
    await eventually('jiwoo', [], 30);
    expect(await ways.search('haneul')).toMatch(/quokka/i);
    expect(await ways.search('jiwoo')).not.toMatch(/quokka/i);
  });
});
