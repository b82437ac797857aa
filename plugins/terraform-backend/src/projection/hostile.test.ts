import { TestDatabases } from '@backstage/backend-test-utils';
import { randomBytes } from 'crypto';
import { fill, moduleFiles, source } from '../__testUtils__/centralRepository';
import { setUpProjection } from '../__testUtils__/setUpProjection';

jest.setTimeout(60_000);

describe('projection of hostile repositories', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'takes no version that is none, from a service or from a tag, %p',
    async databaseId => {
      const { knex, repositories, reconciler, modules, page } =
        await setUpProjection(await databases.init(databaseId));
      fill(repositories);
      repositories.push('connectly/mischief', {
        'terraform/dev/main.tf': `module "alb" {\n  source = "${source(
          'alb',
          'alb/v01.2.3',
        )}"\n}\n`,
      });
      for (const version of ['01.2.3', '01.2.4']) {
        const files = moduleFiles('alb', version);
        const ref = `refs/tags/alb/v${version}`;
        repositories.push('connectly/platform', files, ref);
      }

      await reconciler.reconcile();

      expect(await modules.usages({ module: 'alb' }, page)).toMatchObject({
        total: 2,
        items: [
          {
            repository: 'connectly/mischief',
            version: undefined,
            outdated: true,
          },
          { repository: 'connectly/orders', version: '1.0.0' },
        ],
      });
      const versions = async () =>
        (await modules.get('alb', page))?.versions.map(({ version }) => version);
      expect(await versions()).toEqual(['1.1.0', '1.0.0']);

      // Rows of a time when such versions were taken harm nobody, and go with the next read.
      const [row] = await knex('module_versions').where({ version: '1.0.0' });
      for (const version of ['01.2.3', '01.2.4']) {
        const ref = `refs/tags/alb/v${version}`;
        await knex('module_versions').insert({ ...row, ref, version });
      }
      await knex('module_usages').update({ version: '01.2.3' });
      await knex('projections').update({ reader: 1 });
      expect((await versions())?.slice(0, 2)).toEqual(['1.1.0', '1.0.0']);
      expect(
        (await modules.usages({ module: 'alb' }, page)).items,
      ).toMatchObject([{ outdated: true }, { outdated: true }]);
      await reconciler.reconcile();
      expect(await versions()).toEqual(['1.1.0', '1.0.0']);
    },
  );

  it.each(databases.eachSupportedId())(
    'shows what can be shown beside names and texts that no table holds, %p',
    async databaseId => {
      const { repositories, reconciler, modules, stacks, page } =
        await setUpProjection(await databases.init(databaseId));
      fill(repositories);
      // Of the kind that no compression makes short enough for an index.
      const long = randomBytes(10_000).toString('hex');
      const read = (...values: string[]) =>
        `module "read" {\n  source = "${source(
          'contract-read',
          'contract-read/v1.0.0',
        )}"\n  stack = "network"\n  values = ${JSON.stringify(values)}\n}\n`;
      const call = (name: string) =>
        `module "${name}" {\n  source = "${source('alb', 'alb/v1.0.0')}"\n}\n`;
      const environment = 'e'.repeat(200);
      repositories.push('connectly/mischief', {
        [`terraform/${environment}/main.tf`]: [
          call(long),
          call('x'.repeat(150)),
          read('vpc_id', long, 'a\0b', 'v'.repeat(200)),
        ].join('\n'),
      });
      const stack = 's'.repeat(180);
      repositories.push('connectly/platform', {
        ...moduleFiles('m'.repeat(150), '1.0.0', {
          'module.yaml': `title: "T\\0"\ndescription: "D\\0"\nowner: group:default/${'o'.repeat(
            400,
          )}\nlifecycle: production\n`,
          'broken.tf': 'variable "a\\u0000" {\n',
        }),
        [`infrastructure/stacks/${stack}/stack.yaml`]: `title: "T\\0"\n`,
        [`infrastructure/stacks/${stack}/main.tf`]: `module "p" {\n  source = "../../modules/contract-publish"\n  values = { "a\\u0000b" = 1, k${long} = 1, ok = 1 }\n}\nmodule "q" {\n  source = "../../modules/contract-publish"\n  stack = "${long}"\n  values = { lost = 1 }\n}\n`,
      });

      await reconciler.reconcile();

      const { items } = await modules.usages(
        { repository: 'connectly/mischief' },
        page,
      );
      expect(items.map(usage => [usage.call, usage.environment])).toEqual([
        ['read', environment],
        ['x'.repeat(150), environment],
      ]);
      const uses = await stacks.uses({ repository: 'connectly/mischief' }, page);
      expect(uses.map(({ value }) => value).sort()).toEqual([
        'vpc_id',
        'v'.repeat(200),
      ]);
      const findings = async (repository: string) =>
        (await stacks.findings({ ...page, repository })).items.filter(
          ({ code }) => code === 'PLT-207',
        );
      expect(await findings('connectly/mischief')).toMatchObject([
        { message: expect.stringContaining('a module call') },
        { message: expect.stringContaining('a value') },
      ]);
      expect((await stacks.get(stack, page))?.contract).toMatchObject([
        { value: 'ok' },
      ]);
      expect(await findings('connectly/platform')).toHaveLength(2);
      expect(await modules.get('m'.repeat(150), page)).toMatchObject({
        title: 'T',
      });
      expect(await modules.get('alb', page)).toMatchObject({ consumers: 2 });
    },
  );
});
