import { TestDatabases } from '@backstage/backend-test-utils';
import { fill, moduleFiles, source } from '../__testUtils__/centralRepository';
import { setUpProjection } from '../__testUtils__/setUpProjection';

jest.setTimeout(60_000);

describe('projection', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  const setUp = async (databaseId: Parameters<typeof databases.init>[0]) =>
    setUpProjection(await databases.init(databaseId));

  it.each(databases.eachSupportedId())(
    'tells calls of a release that nobody made, until somebody makes it, %p',
    async databaseId => {
      const { repositories, reconciler, modules, page } = await setUp(databaseId);
      fill(repositories);
      repositories.push('connectly/typing', {
        'terraform/prod/main.tf': [
          `module "alb" {\n  source = "${source('alb', 'alb/v9.9.9')}"\n}`,
          // the branch has this version, but no tag
          `module "fresh" {\n  source = "${source('fresh', 'fresh/v0.1.0')}"\n}\n`,
        ].join('\n'),
      });
      const calls = async () =>
        (await modules.usages({ repository: 'connectly/typing' }, page)).items;

      await reconciler.reconcile();

      expect(await calls()).toMatchObject([
        { call: 'alb', version: '9.9.9', outdated: false, unknownRelease: true },
        { call: 'fresh', version: '0.1.0', unknownRelease: true },
      ]);

      repositories.push(
        'connectly/platform',
        moduleFiles('alb', '9.9.9'),
        'refs/tags/alb/v9.9.9',
      );
      await reconciler.reconcile();
      expect(await calls()).toMatchObject([
        { call: 'alb', outdated: false, unknownRelease: false },
        { call: 'fresh', unknownRelease: true },
      ]);
    },
  );

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
      expect((await modules.get('alb', page))?.versions).toMatchObject([
        { version: '1.1.0', released: true, deprecated: undefined },
        { version: '1.0.0', released: true, deprecated: 'It logs nothing' },
      ]);
      expect(await modules.get('fresh', page)).toMatchObject({
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
            unknownRelease: false,
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
      expect((await stacks.get('network', page))?.contract).toMatchObject([
        {
          value: 'subnet_ids',
          kind: 'StringList',
          file: 'infrastructure/stacks/network/main.tf',
          line: 1,
        },
        { value: 'vpc_id', kind: 'String' },
      ]);
      expect(
        await stacks.uses({ repository: 'connectly/orders' }, page),
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
      expect(await modules.get('fresh', page)).toMatchObject({ findings: 1 });
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
      expect(await modules.get('alb', page)).toMatchObject({
        latestVersion: '1.1.0',
      });

      // An event was lost: the next one does not begin where the projection stands, and all is read.
      repositories.push('connectly/platform', {
        'infrastructure/modules/fresh/main.tf': undefined,
      });
      await reconciler.follow(
        repositories.push('connectly/platform', { 'docs/index.md': 'more' }),
      );
      expect(await modules.get('fresh', page)).toBeUndefined();

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
    'leaves a promise to the stack that it belongs to, whoever else publishes it, %p',
    async databaseId => {
      const { repositories, reconciler, stacks, page } = await setUp(databaseId);
      fill(repositories);
      await reconciler.reconcile();
      const publish = (call: string, value: string) =>
        `module "publish" {\n  source = "${call}"\n  stack  = "network"\n  values = { ${value} = "x" }\n}\n`;
      const promises = async () =>
        (await stacks.get('network', page))?.contract.map(({ value, file }) => `${value} ${file}`);
      const own = [
        'subnet_ids infrastructure/stacks/network/main.tf',
        'vpc_id infrastructure/stacks/network/main.tf',
      ];

      // What stands in for stacks publishes their values, and more of its own.
      const seed = 'infrastructure/emulator/seed/network.tf';
      const central = (text: string | undefined) =>
        reconciler.follow(repositories.push('connectly/platform', { [seed]: text }));
      await central(publish('../../modules/contract-publish', 'vpc_id'));
      expect(await promises()).toEqual(own);
      await central(publish('../../modules/contract-publish', 'extra'));
      expect(await promises()).toEqual([`extra ${seed}`, ...own]);
      await central(undefined);
      expect(await promises()).toEqual(own);

      // A service gives no promise for a stack.
      for (const value of ['vpc_id', 'spoofed']) {
        await reconciler.follow(
          repositories.push('connectly/orders', {
            'terraform/prod/main.tf': publish(source('contract-publish', 'contract-publish/v1.0.0'), value),
          }),
        );
        expect(await promises()).toEqual(own);
      }
      repositories.remove('connectly/orders');
      await reconciler.reconcile();
      expect(await promises()).toEqual(own);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps what it shows while the mirror is filled again from nothing, %p',
    async databaseId => {
      const { store, repositories, reconciler, modules, stacks, page } =
        await setUp(databaseId);
      fill(repositories);
      repositories.complete = false;
      const { signal } = new AbortController();
      const reconciled = reconciler.reconcileUntilComplete({ signal, pause: 1 });
      await reconciler.reconcile();
      expect(await store.register.isComplete()).toBe(false);
      repositories.complete = true;
      await reconciled;
      expect(await store.register.isComplete()).toBe(true);

      const shown = async () => [
        (await modules.list(page)).total,
        (await stacks.list(page)).total,
        (await modules.usages({ module: 'alb' }, page)).total,
      ];
      expect(await shown()).toEqual([2, 1, 1]);
      repositories.complete = false;
      repositories.remove('connectly/orders');
      repositories.remove('connectly/platform', 'refs/heads/main');
      await reconciler.reconcile();
      expect(await shown()).toEqual([2, 1, 1]);

      repositories.complete = true;
      await reconciler.reconcile();
      expect(await shown()).toEqual([1, 0, 0]);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps the Terraform of a default branch that got another name, %p',
    async databaseId => {
      const { repositories, reconciler, modules, page } = await setUp(
        databaseId,
      );
      fill(repositories);
      await reconciler.reconcile();
      const main = 'refs/heads/main';
      const { files } = await repositories.readTree({
        repository: 'connectly/orders',
      });
      const added = repositories.push(
        'connectly/orders',
        files,
        'refs/heads/x',
      );
      await reconciler.follow(added);
      await reconciler.follow({ ...added, ref: main, commit: undefined });
      expect((await modules.usages({ module: 'alb' }, page)).total).toBe(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'goes on when a change could not be told, %p',
    async databaseId => {
      const { store, repositories, reconciler, bus, stacks, modules, page } =
        await setUp(databaseId);
      fill(repositories);
      bus.failing = true;
      await reconciler.reconcile();
      expect((await modules.get('alb', page))?.versions).toHaveLength(2);
      expect(await store.register.isComplete()).toBe(true);

      repositories.remove('connectly/orders');
      repositories.remove('connectly/platform');
      await reconciler.reconcile();
      expect((await modules.usages({ module: 'alb' }, page)).total).toBe(0);
      expect((await stacks.list(page)).total).toBe(0);
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
      expect(await modules.get('alb', page)).toMatchObject({
        latestVersion: '1.0.0',
        released: true,
        consumers: 0,
      });
    },
  );
});
