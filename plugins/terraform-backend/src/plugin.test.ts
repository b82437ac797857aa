import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import request from 'supertest';
import { DatabaseModuleQueries } from './database/DatabaseModuleQueries';
import { DatabaseProjectionStore } from './database/DatabaseProjectionStore';
import { DatabaseStackQueries } from './database/DatabaseStackQueries';
import terraformPlugin from '.';
import { TerraformProjector } from './projection/TerraformProjector';
import { TerraformReconciler } from './projection/TerraformReconciler';
import { InMemoryRepositories } from './testing/InMemoryRepositories';

jest.setTimeout(60_000);

const manifest = (title: string, deprecated = '[]') =>
  `title: ${title}\ndescription: A ${title}\nowner: group:default/platform\nlifecycle: production\ndeprecated: ${deprecated}\n`;

const moduleFiles = (
  name: string,
  version: string,
  extra: Record<string, string> = {},
) =>
  Object.fromEntries(
    Object.entries({
      'main.tf': 'variable "name" {\n  type = string\n}\n',
      'module.yaml': manifest(name),
      'CHANGELOG.md': `# Changelog\n\n## [${version}] - 2026-01-01\n`,
      ...extra,
    }).map(([file, text]) => [`infrastructure/modules/${name}/${file}`, text]),
  );

const source = (module: string, ref: string) =>
  `git::https://forge.test/connectly/platform.git//infrastructure/modules/${module}?ref=${ref}`;

/** A central repository with two releases of alb, one stack, and a service on the old release. */
function fill(repositories: InMemoryRepositories) {
  repositories.push(
    'connectly/platform',
    moduleFiles('alb', '1.0.0'),
    'refs/tags/alb/v1.0.0',
  );
  const deprecated =
    '\n  - { range: "<1.1.0", reason: "It logs nothing", date: 2026-02-01 }';
  const newer = moduleFiles('alb', '1.1.0', {
    'module.yaml': manifest('Load balancer', deprecated),
  });
  repositories.push('connectly/platform', newer, 'refs/tags/alb/v1.1.0');
  repositories.push('connectly/platform', {
    ...newer,
    ...moduleFiles('fresh', '0.1.0'),
    'infrastructure/stacks/network/stack.yaml':
      'title: Network\nowner: group:default/network\n',
    'infrastructure/stacks/network/main.tf': [
      'module "publish" {',
      '  source = "../../modules/contract-publish"',
      '  stack  = "network"',
      '  values = { vpc_id = aws_vpc.this.id }',
      '  list_values = { subnet_ids = [for s in aws_subnet.this : s.id] }',
      '}',
      '',
    ].join('\n'),
  });
  repositories.push('connectly/orders', {
    'terraform/prod/main.tf': [
      `module "alb" {\n  source = "${source(
        'alb',
        'alb/v1.0.0',
      )}"\n  name = "orders"\n}`,
      `module "network" {\n  source = "${source(
        'contract-read',
        'contract-read/v1.0.0',
      )}"`,
      '  stack = "network"\n  values = ["vpc_id"]\n  list_values = toset(["nothing"])\n}\n',
    ].join('\n'),
  });
}

describe('projection', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function setUp(databaseId: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseProjectionStore.create({
      database: mockServices.database({ knex }),
    });
    const repositories = new InMemoryRepositories();
    const published: unknown[] = [];
    const events = mockServices.events.mock({
      publish: async event => void published.push(event.eventPayload),
    });
    const logger = mockServices.logger.mock();
    const projector = TerraformProjector.create({
      repositories,
      store,
      logger,
      centralRepository: 'connectly/platform',
      defaultOwner: 'group:default/platform',
    });
    const auth = mockServices.auth();
    const reconciler = TerraformReconciler.create({
      repositories,
      projector,
      store,
      events,
      auth,
      logger,
    });
    const modules = DatabaseModuleQueries.create({ client: knex });
    const stacks = DatabaseStackQueries.create({ client: knex });
    const page = { offset: 0, limit: 50 };
    return { knex, repositories, reconciler, published, modules, stacks, page };
  }

  it.each(databases.eachSupportedId())(
    'shows modules at every release, stacks, contracts and who uses them, %p',
    async databaseId => {
      const { repositories, reconciler, modules, stacks, page } = await setUp(
        databaseId,
      );
      fill(repositories);

      await reconciler.reconcile();

      expect(await modules.list({ ...page, search: 'LOAD' })).toEqual({
        total: 1,
        items: [
          {
            name: 'alb',
            title: 'Load balancer',
            description: 'A Load balancer',
            owner: 'group:default/platform',
            lifecycle: 'production',
            latestVersion: '1.1.0',
            released: true,
            consumers: 1,
            findings: 0,
            repository: 'connectly/platform',
            directory: 'infrastructure/modules/alb',
          },
        ],
      });
      expect((await modules.get('alb'))?.versions).toMatchObject([
        { version: '1.1.0', released: true, deprecated: undefined },
        { version: '1.0.0', released: true, deprecated: 'It logs nothing' },
      ]);
      expect(await modules.get('fresh')).toMatchObject({
        latestVersion: '0.1.0',
        released: false,
      });
      expect(
        (await modules.catalogue(page)).items.map(
          ({ name, version }) => `${name} ${version}`,
        ),
      ).toEqual(['alb 1.0.0', 'alb 1.1.0', 'fresh 0.1.0']);
      expect(await modules.usages({ module: 'alb' }, page)).toMatchObject({
        total: 1,
        items: [
          {
            repository: 'connectly/orders',
            environment: 'prod',
            call: 'alb',
            version: '1.0.0',
            latestVersion: '1.1.0',
            outdated: true,
            deprecated: 'It logs nothing',
            file: 'terraform/prod/main.tf',
            line: 1,
          },
        ],
      });
      expect(await stacks.list(page)).toMatchObject({
        total: 1,
        items: [
          {
            name: 'network',
            title: 'Network',
            owner: 'group:default/network',
            values: 2,
            consumers: 1,
          },
        ],
      });
      expect((await stacks.get('network'))?.contract).toMatchObject([
        {
          value: 'subnet_ids',
          kind: 'StringList',
          file: 'infrastructure/stacks/network/main.tf',
          line: 1,
        },
        { value: 'vpc_id', kind: 'String' },
      ]);
      expect(
        await stacks.uses({ repository: 'connectly/orders' }),
      ).toMatchObject([
        { stack: 'network', value: 'nothing', published: false },
        {
          stack: 'network',
          value: 'vpc_id',
          published: true,
          environment: 'prod',
        },
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'follows a change by reading only what it touched, %p',
    async databaseId => {
      const { repositories, reconciler, modules, stacks, published, page } =
        await setUp(databaseId);
      fill(repositories);
      await reconciler.reconcile();
      repositories.reads.length = 0;
      published.length = 0;

      await reconciler.follow(
        repositories.push('connectly/platform', {
          'infrastructure/modules/fresh/main.tf':
            'variable "a" {\n  default =\n}\n',
          'infrastructure/stacks/network/main.tf': undefined,
          'docs/index.md': 'nothing of ours',
        }),
      );

      expect(repositories.reads.sort()).toEqual([
        'infrastructure/modules/fresh/',
        'infrastructure/stacks/network/',
      ]);
      expect(published).toEqual([
        { modules: ['fresh'], stacks: ['network'], repositories: [] },
      ]);
      expect(await modules.get('fresh')).toMatchObject({ findings: 1 });
      expect(
        await stacks.findings({ ...page, repository: 'connectly/platform' }),
      ).toMatchObject({
        total: 1,
        items: [
          {
            code: 'PLT-201',
            position: { file: 'infrastructure/modules/fresh/main.tf', line: 2 },
          },
        ],
      });
      expect((await stacks.list(page)).total).toBe(0);
      expect(await modules.get('alb')).toMatchObject({
        latestVersion: '1.1.0',
      });

      // An event was lost: the next one does not begin where the projection stands, and all is read.
      repositories.push('connectly/platform', {
        'infrastructure/modules/fresh/main.tf': undefined,
      });
      await reconciler.follow(
        repositories.push('connectly/platform', { 'docs/index.md': 'more' }),
      );
      expect(await modules.get('fresh')).toBeUndefined();

      // A service that lost its Terraform uses nothing any more.
      await reconciler.follow(
        repositories.push('connectly/orders', {
          'terraform/prod/main.tf': undefined,
        }),
      );
      expect((await modules.usages({ module: 'alb' }, page)).total).toBe(0);
      expect(published.at(-1)).toEqual({
        modules: [],
        stacks: [],
        repositories: ['connectly/orders'],
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'writes nothing twice, and removes nothing after a failed read, %p',
    async databaseId => {
      const { knex, repositories, reconciler, modules, page } = await setUp(
        databaseId,
      );
      fill(repositories);
      await reconciler.reconcile();
      const writes: string[] = [];
      knex.on(
        'query',
        ({ sql }) =>
          /^\s*(insert|update|delete)/i.test(sql) && writes.push(sql),
      );

      await reconciler.reconcile();
      expect(writes).toEqual([]);

      repositories.failing = true;
      await expect(reconciler.reconcile()).rejects.toThrow('down');
      expect((await modules.list(page)).total).toBe(2);

      repositories.failing = false;
      repositories.remove('connectly/platform', 'refs/tags/alb/v1.1.0');
      repositories.remove('connectly/orders');
      await reconciler.reconcile();
      expect(await modules.get('alb')).toMatchObject({
        latestVersion: '1.0.0',
        released: true,
        consumers: 0,
      });
    },
  );
});

describe('terraformPlugin', () => {
  async function start(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
    const repositories = new InMemoryRepositories();
    fill(repositories);
    const { server } = await startTestBackend({
      features: [
        terraformPlugin,
        mockServices.permissions.factory({ result }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories,
        }),
      ],
    });
    return server;
  }

  it('answers pages, details and usages over HTTP', async () => {
    const server = await start(AuthorizeResult.ALLOW);
    const get = async (path: string) =>
      (await request(server).get(`/api/terraform${path}`)).body;
    for (
      const deadline = Date.now() + 10_000;
      (await get('/modules')).total < 2 && Date.now() < deadline;

    ) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }

    expect(await get('/modules?limit=1&offset=1')).toMatchObject({
      total: 2,
      items: [{ name: 'fresh' }],
    });
    expect(await get('/modules/alb/versions/1.0.0')).toMatchObject({
      name: 'alb',
      version: '1.0.0',
    });
    expect(await get('/modules/alb/consumers')).toMatchObject({ total: 1 });
    expect(await get('/catalogue?module=alb')).toMatchObject({ total: 2 });
    expect(
      await get(`/services/${encodeURIComponent('connectly/orders')}/usage`),
    ).toMatchObject({
      modules: [{ call: 'alb' }, { call: 'network' }],
      contracts: [{ value: 'nothing' }, { value: 'vpc_id' }],
    });
    expect(await get('/stacks/network')).toMatchObject({
      uses: [{}, {}],
      content: { moduleCalls: [{ name: 'publish' }] },
    });
    expect(await get('/modules/none')).toMatchObject({
      error: { name: 'NotFoundError' },
    });
    expect(await get('/modules?limit=1000')).toMatchObject({
      error: { name: 'InputError' },
    });
  });

  it('answers nothing to those who may not', async () => {
    const server = await start(AuthorizeResult.DENY);
    const paths = [
      '/modules',
      '/modules/alb',
      '/catalogue',
      '/stacks',
      '/stacks/network',
      '/findings',
      '/services/a/usage',
    ];
    for (const path of paths) {
      const { status } = await request(server).get(`/api/terraform${path}`);
      expect({ path, status }).toEqual({ path, status: 403 });
    }
    const nobody = await request(server)
      .get('/api/terraform/modules')
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
  });
});
