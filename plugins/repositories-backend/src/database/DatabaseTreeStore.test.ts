import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseRepositoryStore } from './DatabaseRepositoryStore';
import { DatabaseTreeStore, RepositoryRead } from './DatabaseTreeStore';

jest.setTimeout(60_000);

describe('DatabaseTreeStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'does not let an older read undo a newer one, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const store = await DatabaseRepositoryStore.create({
        database: mockServices.database({ knex }),
      });
      const trees = DatabaseTreeStore.create({ client: knex });
      const { id, revision } = await store.describe({
        id: 'forge.test/org/a',
        provider: 'forge.test/org',
        host: 'forge.test',
        owner: 'org',
        name: 'a',
        description: '',
        url: 'https://forge.test/org/a',
        defaultBranch: 'main',
        visibility: 'private',
        archived: false,
        central: false,
      });
      const read = (
        commit: string,
        revisionBefore: number,
      ): RepositoryRead => ({
        repositoryId: id,
        revision: revisionBefore,
        selection: 's',
        head: commit,
        refs: [
          {
            name: 'refs/heads/main',
            commit,
            files: [{ path: 'README.md', content: commit }],
          },
        ],
        removedRefs: [],
      });

      // Two replicas began at the same state; the one that was slower read the older commit.
      expect(await trees.keep(read('newer', revision))).toMatchObject([
        { commit: 'newer', added: ['README.md'] },
      ]);
      expect(await trees.keep(read('older', revision))).toBeUndefined();

      expect(await store.get(id)).toMatchObject({
        commit: 'newer',
        revision: revision + 1,
      });
      const [ref] = await store.listRefs(id);
      expect(await store.readFile({ tree: ref.tree, path: 'README.md' })).toBe(
        'newer',
      );
      expect(await trees.keep(read('third', revision + 1))).toMatchObject([
        { commit: 'third', previousCommit: 'newer', changed: ['README.md'] },
      ]);
    },
  );
});
