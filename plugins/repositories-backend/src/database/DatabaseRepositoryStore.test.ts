import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseRepositoryStore } from './DatabaseRepositoryStore';

jest.setTimeout(60_000);

describe('DatabaseRepositoryStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'lists those that are named, and counts no others, %p',
    async databaseId => {
      const store = await DatabaseRepositoryStore.create({
        database: mockServices.database({ knex: await databases.init(databaseId) }),
      });
      for (const name of ['a', 'b', 'c']) {
        await store.describe({
          id: `forge.test/org/${name}`,
          provider: 'forge.test/org',
          host: 'forge.test',
          owner: 'org',
          name,
          description: '',
          url: `https://forge.test/org/${name}`,
          defaultBranch: 'main',
          visibility: 'private',
          archived: false,
          central: false,
        });
      }
      const list = async (names?: string[]) => {
        const page = await store.list({ names: names && new Set(names), offset: 0, limit: 10 });
        return [page.total, ...page.items.map(({ fullName }) => fullName)];
      };
      expect(await list()).toEqual([3, 'org/a', 'org/b', 'org/c']);
      expect(await list(['org/c', 'org/a', 'other/b'])).toEqual([2, 'org/a', 'org/c']);
      expect(await list([])).toEqual([0]);
    },
  );
});
