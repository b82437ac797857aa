import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import request from 'supertest';
import terraformPlugin from '.';
import { catalogOf } from './__testUtils__/catalogOf';
import { fill, source } from './__testUtils__/centralRepository';
import { InMemoryRepositories, watchGuard } from '@connectly/plugin-repositories-node/testUtils';
import { createRouter } from './router';

jest.setTimeout(60_000);

const modules = { permission: 'terraform.module.read', event: 'module-fetch' };
const stacks = { permission: 'terraform.stack.read', event: 'stack-fetch' };
const findings = {
  permission: 'terraform.finding.read',
  event: 'finding-fetch',
};
const orders = encodeURIComponent('connectly/orders');

/** Every route: what it needs, what it leaves in the audit log, and requests that it answers with each status. */
const table: Record<
  string,
  {
    permission: string;
    event: string;
    good: string;
    malformed: string;
    missing?: string[];
    /** What is sent; the malformed body is another one. */
    body?: object;
    malformedBody?: object;
  }
> = {
  'GET /modules': {
    ...modules,
    good: '/modules?search=alb&lifecycle=production',
    malformed: '/modules?limit=1000',
  },
  'GET /modules/:name': {
    ...modules,
    good: '/modules/alb',
    malformed: '/modules/a%00b',
    missing: ['/modules/none'],
  },
  'GET /modules/:name/versions/:version': {
    ...modules,
    good: '/modules/alb/versions/1.0.0',
    malformed: `/modules/alb/versions/${'1'.repeat(301)}`,
    missing: ['/modules/alb/versions/9.9.9'],
  },
  'GET /modules/:name/versions/:version/inputs': {
    ...modules,
    good: '/modules/alb/versions/1.0.0/inputs',
    malformed: '/modules/a%00b/versions/1.0.0/inputs',
    missing: ['/modules/alb/versions/9.9.9/inputs'],
  },
  'POST /modules/:name/versions/:version/call': {
    ...modules,
    good: '/modules/alb/versions/1.0.0/call',
    body: { call: 'front', values: { name: 'orders' } },
    malformed: '/modules/alb/versions/1.0.0/call',
    malformedBody: { call: 'x"] {', values: {} },
    // the second is there, and nothing can be pinned to it
    missing: ['/modules/alb/versions/9.9.9/call', '/modules/fresh/versions/0.1.0/call'],
  },
  'GET /modules/:name/consumers': {
    ...modules,
    good: '/modules/alb/consumers',
    malformed: '/modules/alb/consumers?offset=-1',
  },
  'GET /catalogue': {
    ...modules,
    good: '/catalogue?module=alb',
    malformed: '/catalogue?module=',
  },
  'GET /stacks': {
    ...stacks,
    good: '/stacks',
    malformed: '/stacks?search=a&search=b',
  },
  'GET /stacks/:name': {
    ...stacks,
    good: '/stacks/network',
    malformed: '/stacks/a%00b',
    missing: ['/stacks/none'],
  },
  'GET /services/:repository/usage': {
    ...modules,
    good: `/services/${orders}/usage`,
    malformed: '/services/a%00b/usage',
  },
  'GET /findings': {
    ...findings,
    good: `/findings?repository=${orders}`,
    malformed: '/findings?limit=0',
  },
};

describe('routes of the terraform backend', () => {
  /** A portal that shows people the central repository and `orders`, until a test says otherwise. `more` is files by repository. */
  async function start(more: Record<string, Record<string, string>> = {}) {
    const guard = watchGuard();
    const { state, asked, audited } = guard;
    const repositories = new InMemoryRepositories();
    fill(repositories);
    for (const [repository, files] of Object.entries(more)) {
      repositories.push(repository, files);
    }
    const shown = new Set(['connectly/platform', 'connectly/orders']);
    const { server } = await startTestBackend({
      features: [
        terraformPlugin,
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories,
        }),
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () => catalogOf(shown),
        }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        ...guard.features,
      ],
    });
    const send = async (
      path: string,
      credentials = mockCredentials.user.header(),
      body?: object,
    ) => {
      guard.reset();
      const url = `/api/terraform${path}`;
      const agent = request(server);
      const answer = await (body ? agent.post(url).send(body) : agent.get(url)).set(
        'authorization',
        credentials,
      );
      const { error } = answer.body;
      return { status: answer.status, error, asked: [...asked], audited, answer: () => answer.body };
    };
    for (let turn = 0; turn < 400; turn++) {
      const { answer } = await send('/modules', mockCredentials.service.header());
      if (answer().complete) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    return { send, state, shown };
  }

  it('are all in the table', async () => {
    const router = await createRouter({
      httpAuth: mockServices.httpAuth(),
      permissions: mockServices.permissions(),
      auditor: mockServices.auditor.mock(),
    } as unknown as Parameters<typeof createRouter>[0]);
    const routes = router.stack.flatMap(({ route }) =>
      route!.stack.map(
        ({ method }: { method: string }) =>
          `${method.toUpperCase()} ${route!.path}`,
      ),
    );
    expect([...new Set(routes)].sort()).toEqual(Object.keys(table).sort());
  });

  it('answer only who may, leave one audit event each, and say what is wrong', async () => {
    const { send, state } = await start();
    for (const [route, row] of Object.entries(table)) {
      const { permission, event, good, malformed, missing = [], body, malformedBody = body } = row;
      const verb = body ? 'POST' : 'GET';
      const user = mockCredentials.user.header();
      const nobody = await send(good, mockCredentials.none.header(), body);
      expect([route, nobody.status, nobody.asked]).toEqual([route, 401, []]);

      state.result = AuthorizeResult.DENY;
      expect([route, await send(good, user, body)]).toMatchObject([
        route,
        {
          status: 403,
          error: expect.objectContaining({
            name: 'NotAllowedError',
            code: 'PLT-601',
            where: `${verb} ${good.split('?')[0]}`,
            next: expect.any(String),
          }),
          asked: [permission],
          audited: [`${event} failed`],
        },
      ]);

      state.result = AuthorizeResult.ALLOW;
      expect([route, await send(good, user, body)]).toMatchObject([
        route,
        {
          status: 200,
          error: undefined,
          asked: [permission],
          audited: [`${event} succeeded`],
        },
      ]);
      expect([route, await send(malformed, user, malformedBody)]).toMatchObject([
        route,
        {
          status: 400,
          error: { code: 'PLT-405', where: expect.any(String) },
          audited: [`${event} failed`],
        },
      ]);
      for (const absent of missing) {
        expect([route, await send(absent, user, body)]).toMatchObject([
          route,
          {
            status: 404,
            error: { code: 'PLT-404', where: absent.split('?')[0] },
            audited: [`${event} failed`],
          },
        ]);
      }
    }
  });

  it('show texts of a module whose examples name the forge that the portal works with', async () => {
    const { send } = await start();
    // that of the configuration, and not the one that the files were written for
    const called = (version: string) =>
      `\`git::https://github.com/connectly/platform.git//infrastructure/modules/alb?ref=alb/v${version}\`.\n`;
    const newest = {
      version: '1.1.0',
      readme: `Call ${called('1.1.0')}`,
      changelog: `# Changelog\n\n## [1.1.0] - 2026-01-01\n\nFrom ${called('1.0.0')}`,
      upgrades: { 2: `Call ${called('2.0.0')}` },
    };
    const older = { version: '1.0.0', readme: `Call ${called('1.0.0')}` };
    expect((await send('/modules/alb')).answer()).toMatchObject({ latest: newest });
    expect((await send('/modules/alb/versions/1.1.0')).answer()).toMatchObject(newest);
    expect((await send('/modules/alb/versions/1.0.0')).answer()).toMatchObject(older);
    expect((await send('/catalogue?module=alb')).answer()).toMatchObject({ items: [older, newest] });
  });

  it('write a call of a release from typed values, pinned and checked', async () => {
    const { send } = await start();
    const { answer } = await send('/modules/alb/versions/1.0.0/call', undefined, {
      call: 'front',
      values: { name: '${file("/etc/hostname")}', other: 1 },
    });
    expect(answer()).toEqual({
      problems: [{ input: 'other', kind: 'unknown' }],
      untold: [],
      files: [
        {
          path: 'main.tf',
          text: [
            'module "front" {',
            '  source = "git::https://github.com/connectly/platform.git//infrastructure/modules/alb?ref=alb/v1.0.0"',
            '  name   = var.front_name',
            '}',
            '',
          ].join('\n'),
        },
        { path: 'variables.tf', text: 'variable "front_name" {\n  type = string\n}\n' },
        { path: 'terraform.tfvars.json', text: '{\n  "front_name": "${file(\\"/etc/hostname\\")}"\n}\n' },
      ],
    });
    const inputs = await send('/modules/alb/versions/1.0.0/inputs');
    expect(inputs.answer()).toEqual([{ name: 'name', type: { kind: 'string' } }]);
    const large = await send('/modules/alb/versions/1.0.0/call', undefined, { call: 'front', values: { name: 'x'.repeat(300_000) } });
    expect(large.status).toBe(413);
  });

  it('show of a repository to people what the catalog shows of it, and everything to plugins', async () => {
    const call = `module "alb" {\n  source = "${source('alb', 'alb/v1.0.0')}"\n}\n`;
    const read = `module "network" {\n  source = "${source('contract-read', 'contract-read/v1.0.0')}"\n  stack = "network"\n  values = ["vpc_id"]\n}\n`;
    const files = { 'terraform/prod/main.tf': call + read, 'terraform/prod/broken.tf': 'variable "x" {\n' };
    const { send, shown } = await start({ 'connectly/payroll': files, 'connectly/web': files });
    shown.add('connectly/web');
    const plugin = mockCredentials.service.header();
    const get = async (path: string, credentials?: string) => (await send(path, credentials)).answer();
    const usage = (name: string) => `/services/${encodeURIComponent(`connectly/${name}`)}/usage`;

    // the repository between two others is in no page and no number
    const [before, hidden, after] = ['orders', 'payroll', 'web'].map(name => `connectly/${name}`);
    for (const [credentials, consumers] of [
      [undefined, [before, after]],
      [plugin, [before, hidden, after]],
    ] as const) {
      const { length } = consumers;
      expect(await get('/modules?search=alb', credentials)).toMatchObject({ total: 1, items: [{ consumers: length }] });
      expect(await get('/modules/alb', credentials)).toMatchObject({ consumers: length });
      expect(await get('/stacks', credentials)).toMatchObject({ items: [{ consumers: length }] });
      const { uses, ...stack } = await get('/stacks/network', credentials);
      expect([...new Set(uses.map((use: { repository: string }) => use.repository))]).toEqual(consumers);
      expect(stack).toMatchObject({ consumers: length });
      for (const [offset, repository] of consumers.entries()) {
        const page = await get(`/modules/alb/consumers?limit=1&offset=${offset}`, credentials);
        expect(page).toMatchObject({ total: length, items: [{ repository }] });
      }
      const faulty = consumers.filter(name => name !== before);
      for (const [offset, repository] of faulty.entries()) {
        const page = await get(`/findings?limit=1&offset=${offset}`, credentials);
        expect(page).toMatchObject({ total: faulty.length, items: [{ repository }] });
      }
    }
    expect(await get('/findings?repository=connectly/payroll')).toEqual({ items: [], total: 0 });
    expect(await get('/findings?repository=connectly/payroll', plugin)).toMatchObject({ total: 1 });
    // as if it were not there
    const unseen = await get(usage('payroll'));
    expect(JSON.stringify(unseen).replace(/payroll/g, 'absent')).toBe(JSON.stringify(await get(usage('absent'))));
    expect(await get(usage('payroll'), plugin)).toMatchObject({ modules: [{}, {}], contracts: [{}], findings: [{}] });
    expect(await get(usage('web'))).toMatchObject({ modules: [{}, {}], contracts: [{}], findings: [{}] });

    // modules and stacks are there for everybody who may read them, before the catalog knows their repository too
    shown.delete('connectly/platform');
    const other = mockCredentials.user.header('user:default/other');
    expect(await get('/modules?search=alb', other)).toMatchObject({ total: 1 });
    expect(await get('/modules/alb/versions/1.0.0', other)).toMatchObject({ name: 'alb' });
    expect(await get('/stacks', other)).toMatchObject({ total: 1 });
    expect(await get('/modules/alb/consumers', other)).toMatchObject({ total: 2 });
  });
});
