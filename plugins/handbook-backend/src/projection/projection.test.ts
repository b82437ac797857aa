import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { randomBytes } from 'crypto';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RepositoriesReconciler } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';
import { entityOf, fill } from '../__testUtils__/documents';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';
import { DatabaseHandbookStore } from '../database/DatabaseHandbookStore';
import { findMissingEntities } from './findMissingEntities';
import { HandbookProjection } from './HandbookProjection';

jest.setTimeout(60_000);

const central = 'connectly/platform';
const orders = 'connectly/orders';

describe('projection of documents', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function setUp(databaseId: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseHandbookStore.create({
      database: mockServices.database({ knex }),
    });
    const repositories = new InMemoryRepositories();
    fill(repositories);
    const published: unknown[] = [];
    const events = mockServices.events.mock({
      publish: async event => void published.push(event.eventPayload),
    });
    const logger = mockServices.logger.mock();
    const reconciler = RepositoriesReconciler.create({
      repositories,
      projection: HandbookProjection.create({
        repositories,
        store,
        events,
        logger,
        defaultOwner: 'group:default/platform',
      }),
      auth: mockServices.auth(),
      logger,
    });
    const now = { value: new Date('2026-11-24T12:00:00Z') };
    const documents = DatabaseDocumentQueries.create({
      client: knex,
      now: () => now.value,
    });
    const all = new Set([central, orders]);
    const page = { repositories: all, offset: 0, limit: 50 };
    const paths = async (query: object = {}) =>
      (await documents.list({ ...page, ...query })).items.map(
        item => item.path,
      );
    return { now, knex, store, repositories, reconciler, documents, published, page, paths };
  }

  it.each(databases.eachSupportedId())(
    'shows what can be shown beside facts that no index holds, %p',
    async databaseId => {
      const { repositories, reconciler, documents, page, paths } = await setUp(databaseId);
      // of the kind that no compression makes short enough
      const long = randomBytes(6_000).toString('hex');
      repositories.push(orders, {
        'catalog-info.yaml': `kind: Component\nspec:\n  owner: ${long}\n`,
        'docs/good.md': '# Good\n',
        'docs/tag.md': `---\ntags: [${long}, short]\n---\n# Tag\n`,
        'docs/about.md': `---\nabout: [module:${long}]\n---\n# About\n`,
        'docs/owner.md': `---\nowner: group:default/${long}\n---\n# Owner\n`,
      });
      await reconciler.reconcile();

      expect(await paths({ repository: orders })).toEqual(
        expect.arrayContaining(['docs/about.md', 'docs/good.md', 'docs/owner.md', 'docs/tag.md']),
      );
      expect(await paths({ tag: 'short' })).toEqual(['docs/tag.md']);
      const { findings, owner } = (await documents.details({
        repositories: page.repositories,
        repository: orders,
        path: 'docs/owner.md',
      }))!;
      expect(findings).toMatchObject([{ code: 'PLT-702', line: 2 }]);
      expect(owner).toBe('group:default/platform');
    },
  );

  it.each(databases.eachSupportedId())(
    'shows documents by kind, state, owner, subject, words and language, %p',
    async databaseId => {
      const { reconciler, documents, page, paths } = await setUp(databaseId);
      await reconciler.reconcile();

      expect(await documents.list({ ...page, kind: 'adr' })).toMatchObject({
        total: 2,
        items: [
          {
            path: 'docs/adr/0001-one.md',
            repository: central,
            owner: 'group:default/platform',
            about: ['component:default/rds'],
            tags: ['state'],
            freshness: 'fresh',
            decision: { state: 'superseded', supersededBy: 2 },
          },
          { decision: { state: 'accepted', supersedes: [1] } },
        ],
      });
      expect(await paths({ state: 'accepted' })).toEqual([
        'docs/adr/0002-two.md',
      ]);
      expect(await paths({ owner: 'group:default/shop' })).toEqual([
        'docs/runbook.md',
      ]);
      expect(await paths({ freshness: 'overdue' })).toEqual([
        'docs/runbook.md',
      ]);
      expect(await documents.owners(page)).toEqual([
        { owner: 'group:default/platform', documents: 3, overdue: 0, broken: 0 },
        { owner: 'group:default/shop', documents: 1, overdue: 1, broken: 0 },
      ]);
      expect(await paths({ about: 'component:default/rds' })).toHaveLength(2);
      expect(await paths({ search: 'LOCK both' })).toEqual([
        'docs/adr/0002-two.md',
      ]);
      expect(await paths({ search: '%' })).toEqual([]);
      expect(
        await documents.list({ ...page, kind: 'troubleshooting', language: 'ko' }),
      ).toMatchObject({
        total: 1,
        items: [
          {
            title: '상태가 잠겨 있습니다',
            language: 'ko',
            languages: ['en', 'ko'],
            tags: ['state'],
            troubleshooting: { entry: 'TS-001' },
          },
        ],
      });
      expect(await paths({ language: 'ko' })).toHaveLength(4);
      expect(await paths({ repositories: new Set([orders]) })).toEqual([
        'docs/runbook.md',
      ]);
      const request = { repository: orders, path: 'docs/runbook.md' };
      expect(
        await documents.get({ ...request, repositories: new Set([central]) }),
      ).toBeUndefined();
      expect(
        await documents.get({ ...request, repositories: page.repositories }),
      ).toMatchObject({
        document: { runbook: { rtoMinutes: 60, rpoMinutes: 5 } },
        place: { ref: 'refs/heads/main', commit: expect.any(String) },
      });
    },
  );

  it.each(databases.eachSupportedId())(
    'writes what changed and nothing else, and keeps everything when a read fails, %p',
    async databaseId => {
      const { knex, reconciler, repositories, published, paths } = await setUp(
        databaseId,
      );
      await reconciler.reconcile();
      published.length = 0;
      const writes: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => {
        if (/^(insert|update|delete)/i.test(sql)) writes.push(sql);
      });

      await reconciler.reconcile();
      expect(writes).toEqual([]);

      await reconciler.follow(
        repositories.push(central, { 'src/code.ts': 'export {};' }),
      );
      expect(published).toEqual([]);
      await reconciler.follow(
        repositories.push(central, {
          'docs/adr/0001-one.md': undefined,
          'docs/adr/0003-broken.md': '---\nstatus: [\n---\n\n# Three\n',
        }),
      );
      expect(published).toEqual([{ repositories: [central], removed: true }]);
      expect(await paths({ kind: 'adr' })).toEqual([
        'docs/adr/0002-two.md',
        'docs/adr/0003-broken.md',
      ]);
      expect(await paths({ freshness: 'broken' })).toEqual([
        'docs/adr/0003-broken.md',
      ]);

      repositories.failing = true;
      await expect(reconciler.reconcile()).rejects.toThrow('down');
      expect(await paths()).toHaveLength(4);
      repositories.failing = false;
      repositories.remove(orders);
      await reconciler.reconcile();
      expect(await paths({ owner: 'group:default/shop' })).toEqual([]);
      expect(published.at(-1)).toEqual({ repositories: [orders], removed: true });
      await reconciler.follow(
        repositories.push(central, { 'docs/guide.md': '# Guide\n' }),
      );
      expect(published.at(-1)).toEqual({ repositories: [central] });
    },
  );

  it.each(databases.eachSupportedId())(
    'tells a document broken whose entity the catalog does not have, until it comes, %p',
    async databaseId => {
      const { now, reconciler, store, documents, page, paths } = await setUp(
        databaseId,
      );
      await reconciler.reconcile();
      const look = async (entities: Parameters<typeof catalogServiceMock>[0]) =>
        findMissingEntities({
          store,
          now: now.value,
          catalog: catalogServiceMock(entities),
          credentials: mockCredentials.service(),
        });

      const later = (minutes: number) =>
        (now.value = new Date(now.value.getTime() + 60_000 * minutes));
      await look({ entities: [entityOf(central)] });
      // a catalog that was started with the portal is not filled yet
      later(10);
      expect(await paths({ freshness: 'broken' })).toEqual([]);
      await look({ entities: [entityOf(central)] });
      later(6);
      expect(await paths({ freshness: 'broken' })).toEqual([
        'docs/adr/0001-one.md',
        'docs/adr/0002-two.md',
      ]);
      expect(
        await documents.details({
          ...page,
          repository: central,
          path: 'docs/adr/0001-one.md',
        }),
      ).toMatchObject({
        freshness: 'broken',
        findings: [
          {
            code: 'PLT-703',
            message: 'The catalog has no "component:default/rds".',
            line: 5,
          },
        ],
      });
      await look({ entities: [entityOf(central), entityOf('connectly/rds')] });
      expect(await paths({ freshness: 'broken' })).toEqual([]);
    },
  );
});
