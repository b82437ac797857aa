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

  it.each(databases.eachSupportedId())(
    'finds one by its name without reading all of them, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseRepositoryStore.create({
        database: mockServices.database({ knex }),
      });
      let asked: { sql: string; bindings: string[] } | undefined;
      knex.once('query', query => {
        asked = query;
      });
      expect(await store.find('org/a')).toBeUndefined();
      const { sql, bindings } = asked!;
      const plan = await knex.transaction(async transaction => {
        if (databaseId === 'SQLITE_3') {
          return transaction.raw(`explain query plan ${sql}`, bindings);
        }
        // an empty table is read whole otherwise
        await transaction.raw('set local enable_seqscan = off');
        return transaction.raw(`explain ${sql.replace(/\$\d+/g, '?')}`, bindings);
      });
      expect(JSON.stringify(plan)).toContain('repositories_full_name');
    },
  );
});
