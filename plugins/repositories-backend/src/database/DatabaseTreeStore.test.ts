import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { DatabaseRepositoryStore } from './DatabaseRepositoryStore';
import { DatabaseTreeStore, RepositoryRead } from './DatabaseTreeStore';

jest.setTimeout(60_000);

const description = {
  id: 'forge.test/org/a',
  provider: 'forge.test/org',
  host: 'forge.test',
  owner: 'org',
  name: 'a',
  description: '',
  url: 'https://forge.test/org/a',
  defaultBranch: 'main',
  visibility: 'private' as const,
  archived: false,
  central: false,
};

describe('DatabaseTreeStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  /** The stores on a new database, with one repository that was never read. */
  async function open(databaseId: TestDatabaseId) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseRepositoryStore.create({
      database: mockServices.database({ knex }),
    });
    const trees = DatabaseTreeStore.create({ client: knex });
    const { id, revision } = await store.describe(description);
    return { knex, store, trees, id, revision };
  }

  it.each(databases.eachSupportedId())(
    'keeps at the same time what holds the same texts and images in another order, %p',
    async databaseId => {
      const { store, trees, id, revision } = await open(databaseId);
      const other = await store.describe({
        ...description,
        id: 'forge.test/org/b',
        name: 'b',
      });
      const png = (number: number) => Buffer.from(`\x89PNG\r\n\x1a\n${number}`, 'latin1');
      for (let turn = 0; turn < 3; turn++) {
        const numbers = Array.from({ length: 400 }, (_, index) => 1000 * turn + index);
        const read = (repositoryId: string, first: number, order: number[]) => ({
          repositoryId,
          revision: first + turn,
          selection: 's',
          head: `${turn}`,
          refs: [
            {
              name: 'refs/heads/main',
              commit: `${turn}`,
              files: order.map((number, index) => ({ path: `${1000 + index}.md`, content: `${number}` })),
              images: order.slice(0, 100).map((number, index) => ({
                path: `${1000 + index}.png`,
                type: 'image/png',
                bytes: png(number % 100),
              })),
            },
          ],
          removedRefs: [],
        });

        const kept = await Promise.all([
          trees.keep(read(id, revision, numbers)),
          trees.keep(read(other.id, other.revision, [...numbers].reverse())),
        ]);

        expect(kept).toMatchObject([[{ commit: `${turn}` }], [{ commit: `${turn}` }]]);
      }
    },
  );

  it.each(databases.eachSupportedId())(
    'does not let an older read undo a newer one, %p',
    async databaseId => {
      const { store, trees, id, revision } = await open(databaseId);
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
            images: [],
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

  it.each(databases.eachSupportedId())(
    'keeps images by their bytes, and lets them go with the last tree that holds them, %p',
    async databaseId => {
      const { knex, store, trees, id, revision } = await open(databaseId);
      const keep = async (turn: number, drawings: Record<string, string>) => {
        await trees.keep({
          repositoryId: id,
          revision: revision + turn,
          selection: 's',
          refs: [
            {
              name: 'refs/heads/main',
              commit: `c${turn}`,
              files: [{ path: 'docs/a.md', content: 'the same' }],
              images: Object.entries(drawings).map(([path, text]) => ({
                path,
                type: 'image/png',
                bytes: Buffer.from([0x89, 0, ...Buffer.from(text)]),
              })),
            },
          ],
          removedRefs: [],
        });
        const [{ tree }] = await store.listRefs(id);
        return tree;
      };
      const first = await keep(0, { 'docs/a.png': 'one', 'docs/b.png': 'one' });
      expect(await store.readImage({ tree: first, path: 'docs/b.png' })).toEqual({
        type: 'image/png',
        content: Buffer.from([0x89, 0, ...Buffer.from('one')]),
      });
      expect(await knex('images')).toHaveLength(1);
      const second = await keep(1, { 'docs/a.png': 'two' });
      expect(second).not.toBe(first);
      expect(await keep(2, { 'docs/a.png': 'two' })).toBe(second);
      expect(await store.readImage({ tree: second, path: 'docs/b.png' })).toBeUndefined();
      await trees.collectGarbage();
      expect(await knex('tree_images').select('tree', 'path')).toEqual([{ tree: second, path: 'docs/a.png' }]);
      expect(await knex('images')).toHaveLength(1);
      await keep(3, {});
      await trees.collectGarbage();
      expect(await knex('images')).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'finds every file of a directory and none beside it, whatever order the server sorts in, %p',
    async databaseId => {
      const { store, trees, id, revision } = await open(databaseId);
      const inside = [
        'docs/A.md',
        'docs/a.md',
        'docs/_.md',
        'docs/.hidden',
        'docs/b/c.md',
        'docs/é.md',
        'docs/한글.md',
        'docs/\u{1F600}.md',
        'docs/\uffff.md',
      ];
      const beside = ['Docs/a.md', 'docs', 'docs-old/a.md', 'docs.md', 'docsé'];
      const files = [...inside, ...beside].map(path => ({ path, content: '' }));
      await trees.keep({
        repositoryId: id,
        revision,
        selection: 's',
        head: 'c',
        refs: [{ name: 'refs/heads/main', commit: 'c', files, images: [] }],
        removedRefs: [],
      });
      const [{ tree }] = await store.listRefs(id);
      const listed: string[] = [];
      for (let offset = 0; offset < files.length; offset += 2) {
        const page = { tree, prefix: 'docs/', offset, limit: 2 };
        const { items, total } = await store.listFiles(page);
        expect(total).toBe(inside.length);
        listed.push(...items.map(({ path }) => path));
      }
      expect(listed).toHaveLength(inside.length);
      expect(new Set(listed)).toEqual(new Set(inside));
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps the files of a read while another replica collects garbage, %p',
    async databaseId => {
      const { store, trees, id, revision: first } = await open(databaseId);
      // many files: what is kept and what is collected takes a moment each
      const filesOf = (content: string) =>
        Array.from({ length: 200 }, (_, index) => ({
          path: `docs/${index}.md`,
          content: `${content} ${index}`,
        }));

      let done = false;
      const collecting = (async () => {
        while (!done) {
          await trees.collectGarbage();
        }
      })();
      const lost: number[] = [];
      // back and forth between two trees, so that each is garbage and wanted again
      for (let turn = 0; turn < 60; turn++) {
        const commit = turn % 2 ? 'one' : 'two';
        await trees.keep({
          repositoryId: id,
          revision: first + turn,
          selection: 's',
          head: commit,
          refs: [{ name: 'refs/heads/main', commit, files: filesOf(commit), images: [] }],
          removedRefs: [],
        });
        const [ref] = await store.listRefs(id);
        const { total } = await store.listFiles({
          tree: ref.tree,
          offset: 0,
          limit: 1,
        });
        if (total !== 200) {
          lost.push(turn);
        }
      }
      done = true;
      await collecting;
      expect(lost).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'knows the paths of the commit that a branch is at, and of no other, and not too many of them, %p',
    async databaseId => {
      const { knex, store, trees, id, revision } = await open(databaseId);
      const name = 'refs/heads/main';
      const keep = async (turn: number, paths: string[]) =>
        trees.keep({
          repositoryId: id,
          revision: revision + turn,
          selection: 's',
          refs: [{ name, commit: `${turn}`, files: [], images: [], paths }],
          removedRefs: [],
        });
      const known = async () => {
        const [ref] = await store.listRefs(id);
        return (await store.readPaths(ref))?.length;
      };
      await keep(0, ['a.md', 'b.bin']);
      expect(await known()).toBe(2);
      // a replica of an earlier release, beside this one, reads the next commit
      await knex('refs').update({ commit: 'next' });
      expect(await known()).toBeUndefined();
      await keep(1, Array.from({ length: 100_000 }, (_, index) => `${index}`));
      expect(await known()).toBe(100_000);
      await keep(2, Array.from({ length: 100_001 }, (_, index) => `${index}`));
      expect(await known()).toBeUndefined();
    },
  );
});
