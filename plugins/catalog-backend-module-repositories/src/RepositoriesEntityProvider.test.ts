import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { repositoriesChangedTopic } from '@connectly/plugin-repositories-common';
import { Knex } from 'knex';
import { DatabaseEntityMemory } from './DatabaseEntityMemory';
import { RepositoriesEntityProvider } from './RepositoriesEntityProvider';
import { problemAnnotation } from './RepositoryProblemProcessor';
import { CatalogFiles, componentFile, unread } from './__testUtils__/CatalogFiles';

jest.setTimeout(60_000);

/** What the catalog holds of one provider, by the rules of the catalog's own database. */
class Bucket {
  readonly entities = new Map<string, DeferredEntity>();
  readonly mutations: EntityProviderMutation['type'][] = [];
  /** Told before each mutation, so that a test can let something else happen first. */
  beforeMutation: () => Promise<void> = async () => {};

  connection(): EntityProviderConnection {
    return {
      applyMutation: async mutation => {
        await this.beforeMutation();
        this.mutations.push(mutation.type);
        if (mutation.type === 'full') {
          this.entities.clear();
          mutation.entities.forEach(each => this.#add(each));
        } else {
          for (const each of mutation.removed) {
            this.entities.delete(
              'entityRef' in each
                ? each.entityRef
                : stringifyEntityRef(each.entity),
            );
          }
          mutation.added.forEach(each => this.#add(each));
        }
      },
      refresh: async () => {},
    };
  }

  #add(each: DeferredEntity) {
    this.entities.set(stringifyEntityRef(each.entity), each);
  }

  get names(): string[] {
    return [...this.entities.values()]
      .map(({ entity }) => entity.metadata.name)
      .sort();
  }
}

describe('RepositoriesEntityProvider', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  /** One portal of several: database and catalog are everybody's. */
  async function setUpReplica(
    knex: Knex,
    repositories: CatalogFiles,
    bucket: Bucket,
  ) {
    const events = mockServices.events();
    let repeat: (signal: AbortSignal) => void | Promise<void> = () => {};
    const provider = RepositoriesEntityProvider.create({
      repositories: repositories.service,
      memory: await DatabaseEntityMemory.create({
        database: mockServices.database({ knex }),
      }),
      events,
      auth: mockServices.auth(),
      logger: mockServices.logger.mock(),
      taskRunner: { run: async ({ fn }) => void (repeat = fn) },
    });
    await provider.connect(bucket.connection());
    return {
      refresh: async () => repeat(new AbortController().signal),
      /** Tells of a change and waits until it is followed. */
      tell: async (
        name: string,
        change: { changed?: string[]; removed?: string[]; commit?: string },
      ) => {
        const eventPayload = {
          repository: `org/${name}`,
          ref: 'refs/heads/main',
          commit: 'd',
          added: [],
          changed: [],
          removed: [],
          ...change,
        };
        await events.publish({ topic: repositoriesChangedTopic, eventPayload });
        // Work is done in turn: what is asked for later ends later.
        const count = bucket.mutations.length;
        for (
          let turn = 0;
          turn < 100 && bucket.mutations.length === count;
          turn++
        ) {
          await new Promise(resolve => setTimeout(resolve, 5));
        }
      },
    };
  }

  async function setUp(
    databaseId: Parameters<typeof databases.init>[0],
    files: Record<string, string | Error>,
  ) {
    const knex = await databases.init(databaseId);
    const repositories = new CatalogFiles();
    Object.entries(files).forEach(([name, file]) =>
      repositories.files.set(name, file),
    );
    const bucket = new Bucket();
    const replica = await setUpReplica(knex, repositories, bucket);
    return { knex, repositories, bucket, ...replica };
  }

  async function eventually<T>(read: () => T, expected: T) {
    for (let turn = 0; turn < 100; turn++) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(read()).toEqual(expected);
  }

  const catalogFile = ['catalog-info.yaml'];

  it.each(databases.eachSupportedId())(
    'gives every repository a key of its own, and follows changes at once, %p',
    async databaseId => {
      const { repositories, bucket, refresh, tell } = await setUp(databaseId, {
        a: componentFile('a'),
        b: componentFile('b', 'b2'),
      });
      await refresh();
      expect(bucket.names).toEqual(['a', 'b', 'b2']);
      expect(bucket.entities.get('component:default/b2')).toMatchObject({
        locationKey: 'repositories:forge.test/org/b',
      });

      repositories.files.set('b', componentFile('b3'));
      await tell('b', { changed: catalogFile });
      expect(bucket.names).toEqual(['a', 'b3']);

      await tell('b', { changed: ['README.md'] });
      expect(bucket.mutations).toEqual(['full', 'delta']);

      // The branch that the file stood on went away, and another one has it.
      await tell('b', { commit: undefined, removed: catalogFile });
      expect(bucket.names).toEqual(['a', 'b3']);
      repositories.files.delete('b');
      await tell('b', { commit: undefined, removed: catalogFile });
      expect(bucket.names).toEqual(['a']);
    },
  );

  it.each(databases.eachSupportedId())(
    'takes nothing away when a file is broken or the repositories cannot be listed, before and after restarts, %p',
    async databaseId => {
      const { knex, repositories, bucket, refresh, tell } = await setUp(
        databaseId,
        { a: componentFile('a'), b: componentFile('b') },
      );
      await refresh();
      repositories.files.set('b', 'kind: [');
      await tell('b', { changed: catalogFile });
      expect(bucket.names).toEqual(['a', 'b']);
      const annotations = () =>
        bucket.entities.get('component:default/b')!.entity.metadata.annotations;
      expect(annotations()?.[problemAnnotation]).toMatch(
        /^PLT-406 \(org\/b\/catalog-info.yaml, document 1\)/,
      );

      repositories.failure = new Error('down');
      await expect(refresh()).rejects.toThrow('down');
      repositories.failure = undefined;
      repositories.files.set('b', new Error('The branch cannot be read'));
      for (const replica of [
        { refresh },
        await setUpReplica(knex, repositories, bucket),
      ]) {
        await replica.refresh();
        await replica.refresh();
        expect(bucket.names).toEqual(['a', 'b']);
      }

      repositories.files.set('b', componentFile('b'));
      await refresh();
      expect(annotations()).not.toHaveProperty(problemAnnotation);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps what a file gave in times that nobody remembers, refresh after refresh, %p',
    async databaseId => {
      const { repositories, bucket, refresh } = await setUp(databaseId, {
        a: componentFile('a', 'a2'),
        b: 'kind: [',
      });
      const entity = { kind: 'Component', metadata: { name: 'b' } };
      bucket.entities.set('component:default/b', { entity } as DeferredEntity);

      await refresh();
      await refresh();
      expect(bucket.names).toEqual(['a', 'a2', 'b']);
      // What is remembered of the others still goes when it is gone.
      repositories.files.set('a', componentFile('a'));
      await refresh();
      expect(bucket.names).toEqual(['a', 'b']);
      repositories.files.set('b', componentFile('b'));
      await refresh();
      expect(bucket.mutations).toEqual(['delta', 'delta', 'delta', 'full']);
    },
  );

  it.each(databases.eachSupportedId())(
    'takes nothing away while the mirror is filled again from nothing, %p',
    async databaseId => {
      const { repositories, bucket, refresh } = await setUp(databaseId, {
        a: componentFile('a', 'a2'),
        b: componentFile('b'),
        c: componentFile('c'),
      });
      await refresh();

      repositories.complete = false;
      repositories.files.clear();
      await refresh();
      repositories.files.set('a', componentFile('a'));
      repositories.files.set('b', unread);
      await refresh();
      await refresh();
      expect(bucket.names).toEqual(['a', 'b', 'c']);

      repositories.files.set('b', '');
      repositories.complete = true;
      await refresh();
      expect(bucket.names).toEqual(['a']);
    },
  );

  it.each(databases.eachSupportedId())(
    'leaves an entity to the repository that described it first, %p',
    async databaseId => {
      const { repositories, bucket, refresh, tell } = await setUp(databaseId, {
        a: componentFile('a'),
        thief: componentFile('thief', 'a'),
      });
      const ownerOf = (name: string) => {
        const { entity, locationKey } = bucket.entities.get(
          `component:default/${name}`,
        )!;
        const { annotations } = entity.metadata;
        return [locationKey, annotations?.['platform.connectly.io/repository']];
      };
      await refresh();
      await tell('thief', { changed: catalogFile });
      await refresh();
      expect(ownerOf('a')).toEqual(['repositories:forge.test/org/a', 'org/a']);
      expect(
        bucket.entities.get('component:default/thief')!.entity.metadata
          .annotations?.[problemAnnotation],
      ).toContain('PLT-407');

      repositories.files.delete('a');
      await refresh();
      await refresh();
      expect(ownerOf('a')[1]).toBe('org/thief');
    },
  );

  it.each(databases.eachSupportedId())(
    'ends with the newest file when replicas overtake each other, %p',
    async databaseId => {
      const { knex, repositories, bucket, refresh, tell } = await setUp(
        databaseId,
        { a: componentFile('a1'), b: componentFile('b1') },
      );
      const other = await setUpReplica(knex, repositories, bucket);
      await refresh();

      // One replica reads everything, and meanwhile the other follows changes.
      repositories.files.set('b', componentFile('b2'));
      repositories.beforeRead = async name => {
        if (name === 'b') {
          repositories.beforeRead = async () => {};
          repositories.files.set('b', componentFile('b3'));
          repositories.files.set('new', componentFile('new'));
          await other.tell('b', { changed: catalogFile });
          await other.tell('new', { changed: catalogFile });
        }
      };
      await refresh();
      expect(bucket.names).toEqual(['a1', 'b3', 'new']);

      // The same after everything was read, and just before it is given to the catalog.
      bucket.beforeMutation = async () => {
        bucket.beforeMutation = async () => {};
        repositories.files.set('b', componentFile('b4'));
        repositories.files.set('newer', componentFile('newer'));
        await other.tell('b', { changed: catalogFile });
        await other.tell('newer', { changed: catalogFile });
      };
      await refresh();
      expect(bucket.mutations).toContain('full');
      expect(bucket.names).toEqual(['a1', 'b4', 'new', 'newer']);

      // Two replicas follow two changes of one repository, and the older read ends last.
      repositories.files.set('a', componentFile('a2'));
      repositories.beforeRead = async () => {
        repositories.beforeRead = async () => {};
        repositories.files.set('a', componentFile('a3'));
        await other.tell('a', { changed: catalogFile });
      };
      await tell('a', { changed: catalogFile });
      await eventually(() => bucket.names, ['a3', 'b4', 'new', 'newer']);

      // The same, and the older read is remembered already, and not yet given.
      repositories.files.set('a', componentFile('a4'));
      bucket.beforeMutation = async () => {
        bucket.beforeMutation = async () => {};
        repositories.files.set('a', componentFile('a5'));
        await other.tell('a', { changed: catalogFile });
      };
      await tell('a', { changed: catalogFile });
      await eventually(() => bucket.names, ['a5', 'b4', 'new', 'newer']);
    },
  );

  it.each(databases.eachSupportedId())(
    'writes nothing when nothing changed, %p',
    async databaseId => {
      const { knex, refresh } = await setUp(databaseId, {
        a: componentFile('b', 'a'),
        empty: '',
        thief: componentFile('a', 'thief'),
      });
      await refresh();
      const writes: string[] = [];
      knex.on(
        'query',
        ({ sql }) =>
          /^\s*(insert|update|delete)/i.test(sql) && writes.push(sql),
      );
      await refresh();
      expect(writes).toEqual([]);
    },
  );
});
