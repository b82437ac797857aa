import { rename } from 'fs/promises';
import { Knex } from 'knex';
import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { EventParams } from '@backstage/plugin-events-node';
import { ConfigReader } from '@backstage/config';
import { RepositoriesChangedEvent } from '@connectly/plugin-repositories-common';
import { FileSelection } from '../config/FileSelection';
import { readProviders } from '../config/readProviders';
import { DatabaseRepositoryStore } from '../database/DatabaseRepositoryStore';
import { DatabaseTreeStore } from '../database/DatabaseTreeStore';
import { repositoryId } from '../database/rows';
import { GithubListing } from '../forge/GithubListing';
import { GitMirror } from '../git/GitMirror';
import { TestOrganisation } from '../__testUtils__/TestOrganisation';
import { RemovalGuard, secondReadAfter } from './RemovalGuard';
import { RepositoryReader } from './RepositoryReader';
import { RepositorySweep } from './RepositorySweep';

jest.setTimeout(180_000);

describe('RepositorySweep', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  const mockDirectory = createMockDirectory();
  let organisation: TestOrganisation;
  let now = Date.now();
  const wait = () => {
    now += secondReadAfter;
  };

  beforeEach(async () => {
    mockDirectory.setContent({});
    organisation = await TestOrganisation.start(mockDirectory.path);
  });

  afterEach(() => organisation.stop());

  const setUp = async (databaseId: Parameters<typeof databases.init>[0]) =>
    setUpReplica(await databases.init(databaseId), 'mirrors');

  /** One portal of several: the database is everybody's, the mirrors are its own. */
  async function setUpReplica(knex: Knex, mirrors: string) {
    const writes: string[] = [];
    knex.on('query', ({ sql }) => {
      if (/^\s*(insert|update|delete)/i.test(sql)) {
        writes.push(sql);
      }
    });
    const config = new ConfigReader(organisation.config());
    const integrations = ScmIntegrations.fromConfig(config);
    const credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    const store = await DatabaseRepositoryStore.create({
      database: mockServices.database({ knex }),
    });
    const trees = DatabaseTreeStore.create({ client: knex });
    const guard = RemovalGuard.create({ client: knex, clock: () => now });
    const selection = FileSelection.fromConfig(config);
    const logger = mockServices.logger.mock();
    const published: RepositoriesChangedEvent[] = [];
    const bus = { failing: false };
    const events = mockServices.events.mock({
      publish: async (event: EventParams) => {
        if (bus.failing) {
          throw new Error('The event bus is down');
        }
        published.push(event.eventPayload as RepositoriesChangedEvent);
      },
    });
    const mirror = GitMirror.create({
      directory: mockDirectory.resolve(mirrors),
    });
    const reader = RepositoryReader.create({
      store,
      trees,
      guard,
      mirror,
      selection,
      credentials,
      events,
      logger,
    });
    const [provider] = readProviders(config);
    const integration = integrations.github.byHost(organisation.host)!.config;
    const listing = GithubListing.create({
      integration,
      credentials,
      organisation: 'org',
    });
    const sweep = RepositorySweep.create({
      provider,
      listing,
      store,
      trees,
      guard,
      reader,
      selection,
      logger,
    });
    const refsOf = async (name: string) =>
      (
        await store.listRefs(repositoryId(organisation.host, `org/${name}`))
      ).map(ref => ref.name);
    const fileOf = async (name: string, path: string) => {
      const [ref] = await store.listRefs(
        repositoryId(organisation.host, `org/${name}`),
      );
      return store.readFile({ tree: ref.tree, path });
    };
    const read = (name: string) =>
      reader.read(repositoryId(organisation.host, `org/${name}`), { provider });
    return { knex, store, listing, sweep, bus, read, published, writes, refsOf, fileOf };
  }

  it.each(databases.eachSupportedId())(
    'mirrors wanted files, tells what changed, and rests when nothing did, %p',
    async databaseId => {
      const module = 'infrastructure/modules/alb';
      organisation.push('orders', {
        'catalog-info.yaml': 'a: 1\n',
        'src/index.ts': 'no',
        'terraform/dev/main.tf': 'x = 1\n',
      });
      organisation.push(
        'platform',
        { [`${module}/main.tf`]: 'one', 'docs/index.md': 'hello' },
        ['alb/v1.0.0', 'other'],
      );
      organisation.push('platform', { [`${module}/main.tf`]: 'two' }, [
        'alb/v1.1.0',
      ]);
      const { store, sweep, published, writes, refsOf, fileOf, knex } =
        await setUp(databaseId);
      const provider = `${organisation.host}/org`;
      expect(await store.areSwept([provider])).toBe(false);

      expect(await sweep.run()).toEqual({
        listed: 2,
        read: 2,
        failed: 0,
        removed: 0,
      });

      expect(await store.areSwept([provider])).toBe(true);
      expect(await store.areSwept([provider, 'another/one'])).toBe(false);
      expect(await fileOf('orders', 'catalog-info.yaml')).toBe('a: 1\n');
      expect(await fileOf('orders', 'src/index.ts')).toBeUndefined();
      expect(await refsOf('platform')).toEqual([
        'refs/heads/main',
        'refs/tags/alb/v1.0.0',
        'refs/tags/alb/v1.1.0',
      ]);
      const [, first] = await store.listRefs(
        repositoryId(organisation.host, 'org/platform'),
      );
      expect(
        await store.listFiles({ tree: first.tree, offset: 0, limit: 10 }),
      ).toEqual({
        items: [{ path: `${module}/main.tf`, content: 'one' }],
        total: 1,
      });
      expect(published).toHaveLength(4);
      expect(published).toContainEqual(
        expect.objectContaining({
          repository: 'org/orders',
          ref: 'refs/heads/main',
          added: ['catalog-info.yaml', 'terraform/dev/main.tf'],
        }),
      );

      // Nothing changed: one request, nothing written.
      organisation.requests = 0;
      writes.length = 0;
      await sweep.run();
      expect({ requests: organisation.requests, writes }).toEqual({
        requests: 1,
        writes: [],
      });

      // A push that no webhook told of.
      published.length = 0;
      const commit = organisation.push('orders', {
        'catalog-info.yaml': 'a: 2\n',
        'terraform/dev/main.tf': undefined,
        'README.md': '#',
      });
      await sweep.run();
      expect(published).toEqual([
        {
          host: organisation.host,
          repository: 'org/orders',
          central: false,
          ref: 'refs/heads/main',
          commit,
          previousCommit: expect.stringMatching(/^[0-9a-f]{40}$/),
          added: ['README.md'],
          changed: ['catalog-info.yaml'],
          removed: ['terraform/dev/main.tf'],
        },
      ]);

      // A tag alone moves no branch.
      published.length = 0;
      organisation.push('platform', {}, ['alb/v1.2.0']);
      await sweep.run();
      expect(published.map(event => event.ref)).toEqual([
        'refs/heads/main',
        'refs/tags/alb/v1.2.0',
      ]);

      // One that is gone is believed, and nothing of it is left.
      organisation.hidden.add('orders');
      expect(await sweep.run()).toMatchObject({ removed: 1 });
      expect(
        await knex('tree_entries').where({ path: 'catalog-info.yaml' }),
      ).toEqual([]);
      const last = published.at(-1);
      expect(last).toMatchObject({
        repository: 'org/orders',
        removed: ['README.md', 'catalog-info.yaml'],
      });
      // there is no commit left to name
      expect(last).not.toHaveProperty('commit', expect.anything());
    },
  );

  it.each(databases.eachSupportedId())(
    'removes nothing after a failed, cut or suspiciously small list, %p',
    async databaseId => {
      organisation.push('a', { 'README.md': 'x' });
      organisation.copy('a', 12);
      organisation.largestPage = 10;
      const { store, sweep } = await setUp(databaseId);
      const count = async () =>
        (await store.list({ offset: 0, limit: 1 })).total;
      await sweep.run();
      expect(await count()).toBe(13);

      organisation.requests = 0;
      await sweep.run();
      expect(organisation.requests).toBe(2);
      expect(organisation.asked).toBe(100);

      organisation.status = 502;
      await expect(sweep.run()).rejects.toMatchObject({ code: 'PLT-301' });
      organisation.status = 200;
      organisation.missing = 1;
      await expect(sweep.run()).rejects.toMatchObject({ code: 'PLT-402' });
      organisation.missing = 0;
      expect(await count()).toBe(13);

      for (let index = 0; index < 7; index++) {
        organisation.hidden.add(`a-copy-${index}`);
      }
      await sweep.run();
      expect(await count()).toBe(13);
      wait();
      // Not equal to the one before: the wait begins anew.
      organisation.hidden.add('a-copy-7');
      await sweep.run();
      expect(await count()).toBe(13);
      // Nor is it one that comes at once, as a webhook has it.
      await sweep.run();
      expect(await count()).toBe(13);
      wait();
      await sweep.run();
      expect(await count()).toBe(5);
    },
  );

  it.each(databases.eachSupportedId())(
    'leaves alone a repository that was made while it listed, %p',
    async databaseId => {
      organisation.push('orders', { 'README.md': 'x' });
      const { store, listing, sweep } = await setUp(databaseId);
      await sweep.run();
      const orders = await store.find('org/orders');
      const list = listing.list.bind(listing);
      jest.spyOn(listing, 'list').mockImplementation(async options => {
        const listed = await list(options);
        // what a webhook has the portal do
        const { id, provider, host, owner, description, url } = orders!;
        const { visibility, archived, central } = orders!;
        await store.describe({
          id: id.replace('orders', 'payments'),
          name: 'payments',
          ...{ provider, host, owner, description, url },
          ...{ visibility, archived, central },
        });
        return listed;
      });

      expect(await sweep.run()).toMatchObject({ listed: 1, removed: 0 });
      expect(await store.find('org/payments')).toBeDefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'takes away the trees that a webhook put others in the place of, %p',
    async databaseId => {
      organisation.push('orders', { 'README.md': 'old' });
      const { knex, sweep, read } = await setUp(databaseId);
      await sweep.run();
      organisation.push('orders', { 'README.md': 'new' });
      await read('orders');

      expect(await sweep.run()).toMatchObject({ read: 0, removed: 0 });
      expect(await knex('blobs').pluck('content')).toEqual(['new']);
    },
  );

  it('lists once more, and not once for each, when it is asked again while it runs', async () => {
    organisation.push('orders', { 'README.md': 'x' });
    const { sweep } = await setUp('SQLITE_3');
    const first = sweep.runNext();
    while (organisation.requests === 0) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
    organisation.push('payments', { 'README.md': 'x' });

    const others = await Promise.all([1, 2, 3].map(() => sweep.runNext()));

    expect(others).toEqual(Array(3).fill(expect.objectContaining({ listed: 2 })));
    expect(organisation.requests).toBe(2);
    await first;

    // One that failed holds up nobody.
    organisation.status = 502;
    await expect(sweep.runNext()).rejects.toMatchObject({ code: 'PLT-301' });
    organisation.status = 200;
    expect(await sweep.runNext()).toMatchObject({ listed: 2 });
  });

  it.each(databases.eachSupportedId())(
    'waits before it lets many release tags go, %p',
    async databaseId => {
      const tags = Array.from({ length: 8 }, (_, index) => `alb/v1.${index}.0`);
      organisation.push(
        'platform',
        { 'infrastructure/modules/alb/main.tf': 'x' },
        tags,
      );
      const { sweep, read, refsOf } = await setUp(databaseId);
      await sweep.run();
      organisation.deleteTags('platform', tags.slice(1));

      await sweep.run();
      expect(await refsOf('platform')).toHaveLength(9);
      await read('platform');
      await sweep.run();
      expect(await refsOf('platform')).toHaveLength(9);
      wait();
      await sweep.run();
      expect(await refsOf('platform')).toEqual([
        'refs/heads/main',
        'refs/tags/alb/v1.0.0',
      ]);
    },
  );

  it.each(databases.eachSupportedId())(
    'keeps the last good state of a repository that cannot be read, %p',
    async databaseId => {
      organisation.push('orders', { 'README.md': 'good' });
      const { store, sweep, fileOf } = await setUp(databaseId);
      await sweep.run();
      organisation.push('orders', { 'README.md': 'new' });
      const bare = organisation.treeObject('orders');
      await rename(bare, `${bare}-gone`);

      expect(await sweep.run()).toMatchObject({ failed: 1 });
      expect(await fileOf('orders', 'README.md')).toBe('good');
      expect((await store.find('org/orders'))?.problem).toContain('git fetch');

      await rename(`${bare}-gone`, bare);
      await sweep.run();
      expect(await fileOf('orders', 'README.md')).toBe('new');
      expect((await store.find('org/orders'))?.problem).toBeUndefined();
    },
  );

  it.each(databases.eachSupportedId())(
    'calls no repository unreadable because its change could not be told, %p',
    async databaseId => {
      organisation.push('orders', { 'README.md': 'x' });
      organisation.push('payments', { 'README.md': 'x' });
      const { store, sweep, bus, published, fileOf } = await setUp(databaseId);
      bus.failing = true;
      expect(await sweep.run()).toMatchObject({ read: 2, failed: 0 });
      expect(await fileOf('orders', 'README.md')).toBe('x');
      expect((await store.find('org/orders'))?.problem).toBeUndefined();

      organisation.hidden.add('orders').add('payments');
      expect(await sweep.run()).toMatchObject({ removed: 2 });
      expect(published).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'goes on beside a repository that no table could hold, %p',
    async databaseId => {
      organisation.description = `nothing\0 to see ${'x'.repeat(10_000)}`;
      organisation.push('mischief', { 'README.md': 'x' });
      organisation.branches.set('mischief', 'b'.repeat(400));
      organisation.push('orders', { 'README.md': 'x' });
      const { store, sweep, fileOf } = await setUp(databaseId);

      expect(await sweep.run()).toMatchObject({ read: 1, failed: 1 });
      expect(await fileOf('orders', 'README.md')).toBe('x');
      expect((await store.find('org/mischief'))?.problem).toContain('too long');
      expect((await store.find('org/orders'))?.description).toMatch(
        /^nothing to see x/,
      );
    },
  );

  it.each(databases.eachSupportedId())(
    'takes a repository without a commit for what it is, %p',
    async databaseId => {
      organisation.create('orders');
      const { sweep, store, published, writes, refsOf } = await setUp(
        databaseId,
      );
      expect(await sweep.run()).toMatchObject({ read: 1, failed: 0 });
      expect((await store.find('org/orders'))?.problem).toBeUndefined();
      writes.length = 0;
      await sweep.run();
      expect({ published, writes }).toEqual({ published: [], writes: [] });

      organisation.push('orders', { 'README.md': 'first' });
      await sweep.run();
      expect(await refsOf('orders')).toEqual(['refs/heads/main']);
    },
  );

  it.each(databases.eachSupportedId())(
    'ends in the newest state, told of once, when two replicas read at the same time, %p',
    async databaseId => {
      const names = ['a', 'b', 'c', 'd'];
      for (const name of names) {
        organisation.push(name, { 'README.md': `${name} 0` });
      }
      const knex = await databases.init(databaseId);
      const replicas = [
        await setUpReplica(knex, 'mirrors-1'),
        await setUpReplica(knex, 'mirrors-2'),
      ];
      await Promise.all(replicas.map(replica => replica.sweep.run()));
      const commits = new Map<string, string[]>(names.map(name => [name, []]));
      for (let turn = 1; turn <= 5; turn++) {
        for (const name of names) {
          commits
            .get(name)!
            .push(organisation.push(name, { 'README.md': `${name} ${turn}` }));
        }
        // a webhook reaches one replica while the other sweeps, and the next time the other way round
        const [sweeping, told] = turn % 2 ? replicas : [...replicas].reverse();
        await Promise.all([
          sweeping.sweep.run(),
          ...names.map(name => told.read(name)),
        ]);
      }
      const published = replicas.flatMap(replica => replica.published);
      for (const name of names) {
        expect(await replicas[0].fileOf(name, 'README.md')).toBe(`${name} 5`);
        const told = published
          .filter(event => event.repository === `org/${name}`)
          .map(event => event.commit)
          .filter(commit => commits.get(name)!.includes(commit!));
        expect([...told].sort()).toEqual([...commits.get(name)!].sort());
      }
    },
  );
});
