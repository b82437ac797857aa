import { TestDatabases } from '@backstage/backend-test-utils';
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
        (await modules.get('alb'))?.versions.map(({ version }) => version);
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
});
