import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { createHash, randomBytes } from 'crypto';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { RepositoriesReconciler } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';
import { entityOf, fill } from '../__testUtils__/documents';
import { everyKind } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries } from '../database/DatabaseDocumentQueries';
import { DatabasePasts } from '../database/DatabasePasts';
import { DatabaseHandbookStore } from '../database/DatabaseHandbookStore';
import { findMissingEntities } from './findMissingEntities';
import { findMissingReleases } from './findMissingReleases';
import { HandbookProjection } from './HandbookProjection';
import { HistoryFiller } from './HistoryFiller';

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
    const page = { repositories: all, kinds: everyKind, offset: 0, limit: 50 };
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
        kinds: everyKind,
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
        await documents.get({ ...request, kinds: everyKind, repositories: new Set([central]) }),
      ).toBeUndefined();
      expect(
        await documents.get({ ...request, kinds: everyKind, repositories: page.repositories }),
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

  it.each(databases.eachSupportedId())(
    'tells a document broken that names a path, a program or a command which is not there, without a change of the document, %p',
    async databaseId => {
      const { repositories, reconciler, documents, page, paths } = await setUp(databaseId);
      repositories.push(orders, {
        'docs/guide.md': '# Guide\n\n[run](../bin/run) `script/seed`\n\n```sh\nscript/start\nplatform service remove\n```\n',
        'bin/run': '',
        'script/seed': '',
        'script/start': '',
      });
      await reconciler.reconcile();
      const told = async () =>
        (await documents.details({ ...page, repository: orders, path: 'docs/guide.md' }))!.findings.filter(({ severity }) => severity === 'error').map(
          ({ line, message }) => `${line} ${message}`,
        );
      const command = '7 "platform" has no command "service remove".';
      expect(await told()).toEqual([command]);

      await reconciler.follow(
        repositories.push(orders, { 'bin/run': undefined, 'script/seed': undefined, 'script/start': undefined, 'script/other': '' }),
      );
      expect(await told()).toEqual([
        '3 There is no "bin/run", to which a link leads.',
        '3 There is no "script/seed".',
        '6 There is no "script/start", which a command runs.',
        command,
      ]);
      expect(await paths({ freshness: 'broken' })).toEqual(['docs/guide.md']);

      // last read by an earlier release, which knew only texts; then the same commit once more
      repositories.knowsPaths = false;
      const pushed = repositories.push(orders, { 'README.md': 'x' });
      await reconciler.follow(pushed);
      expect(await told()).toEqual([command]);
      repositories.knowsPaths = true;
      await reconciler.follow({ ...pushed, previousCommit: pushed.commit });
      expect(await told()).toHaveLength(4);

      // that event is lost, or comes before the route is there
      const { listPaths } = repositories;
      for (const cause of [{ name: 'NotFoundError' }, { name: 'ResponseError', statusCode: 404 }]) {
        repositories.listPaths = async () => {
          throw Object.assign(new Error('Not found'), cause);
        };
        await reconciler.follow(repositories.push(orders, { 'README.md': cause.name }));
        expect(await told()).toEqual([command]);
        await reconciler.reconcile();
        expect(await told()).toEqual([command]);
        repositories.listPaths = listPaths;
        repositories.knowsPaths = false;
        repositories.reads.length = 0;
        await reconciler.reconcile();
        expect(repositories.reads).toEqual([]);
        repositories.knowsPaths = true;
        await reconciler.reconcile();
        expect(await told()).toHaveLength(4);
        await reconciler.reconcile();
        expect(repositories.reads).toEqual(['docs/', 'catalog-info.yaml']);
      }
      repositories.listPaths = async () => {
        throw new Error('down');
      };
      await expect(reconciler.follow(repositories.push(orders, { 'README.md': 'y' }))).rejects.toThrow('down');
    },
  );

  it.each(databases.eachSupportedId())(
    'tells a document broken whose release no module has, until it is made, %p',
    async databaseId => {
      const { now, repositories, reconciler, store, documents, page, paths } = await setUp(databaseId);
      repositories.push(orders, {
        // what one language names surely, and the other not, is one release
        'docs/guide.md': '# Guide\n\n`rds/v1.0.0` `git::https://forge/platform//infrastructure/modules/rds?ref=rds/v2.1.0`\n',
        'docs/guide.ko.md': '# 안내\n\n글\n\n`rds/v2.1.0` `checkout/v4.0.0`\n',
      });
      await reconciler.reconcile();
      const look = async () => {
        await findMissingReleases({ store, repositories, credentials: mockCredentials.service(), now: now.value });
        now.value = new Date(now.value.getTime() + 16 * 60_000);
      };
      await look();
      // no release is read yet
      expect(await paths({ freshness: 'broken' })).toEqual([]);
      repositories.push(central, {}, 'refs/tags/rds/v1.0.0');
      await look();
      expect(await paths({ freshness: 'broken' })).toEqual(['docs/guide.md']);
      const details = (language: 'en' | 'ko') =>
        documents.details({ ...page, repository: orders, path: 'docs/guide.md', language });
      const finding = { code: 'PLT-703', message: 'No module has the release "rds/v2.1.0".' };
      expect(await details('ko')).toMatchObject({
        freshness: 'broken',
        findings: [{ ...finding, file: 'docs/guide.ko.md', line: 5 }],
      });
      expect(await details('en')).toMatchObject({ freshness: 'broken', findings: [finding] });
      const { items } = await documents.list({ ...page, freshness: 'broken' });
      expect(items).toMatchObject([{ findings: 1 }]);
      // looking for entities leaves it
      await findMissingEntities({
        store,
        now: now.value,
        catalog: catalogServiceMock({ entities: [entityOf(central), entityOf('connectly/rds')] }),
        credentials: mockCredentials.service(),
      });
      expect(await paths({ freshness: 'broken' })).toEqual(['docs/guide.md']);

      repositories.push(central, {}, 'refs/tags/rds/v2.1.0');
      await look();
      expect(await paths({ freshness: 'broken' })).toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'counts the review of a document without a date from its last commit, %p',
    async databaseId => {
      const { now, knex, repositories, reconciler, documents, page, paths } = await setUp(databaseId);
      const readPast = async () =>
        HistoryFiller.create({
          history: repositories,
          pasts: DatabasePasts.create({ client: knex }),
          auth: mockServices.auth(),
          logger: mockServices.logger.mock(),
        }).run();
      const due = async (language: 'en' | 'ko' = 'en') => {
        const found = (await documents.details({ ...page, repository: orders, path: 'docs/guide.md', language }))!;
        return [found.reviewDue, found.freshness, found.findings.length];
      };
      // commits are an hour apart, from 1 January 2026 on; this is the third
      repositories.push(orders, { 'docs/guide.md': '# Guide\n', 'docs/guide.ko.md': '# 안내\n' });
      for (let turn = 0; turn < 60; turn++) repositories.push(orders, { 'README.md': `${turn}` });
      await reconciler.reconcile();
      // the past is not read yet: it is not older than the commit at which it was seen
      expect(await due()).toEqual(['2027-01-03', 'fresh', 0]);
      await readPast();
      expect(await due()).toEqual(['2027-01-01', 'fresh', 0]);
      expect(await due('ko')).toEqual(['2027-01-01', 'fresh', 0]);
      now.value = new Date('2027-01-02T00:00:00Z');
      expect(await paths({ repository: orders, freshness: 'overdue' })).toContain('docs/guide.md');

      await reconciler.follow(repositories.push(orders, { 'docs/guide.ko.md': '# 새 안내\n' }));
      expect(await due('ko')).toEqual(['2027-01-01', 'overdue', 0]);
      await reconciler.follow(repositories.push(orders, { 'docs/guide.md': '# New guide\n' }));
      expect(await due('ko')).toEqual(['2027-01-03', 'fresh', 0]);
      await readPast();
      expect(await due()).toEqual(['2027-01-03', 'fresh', 0]);

      await knex('document_versions').update({ facts: null });
      await reconciler.follow(repositories.push(orders, { 'docs/other.md': '# Other\n' }));
      expect(await due()).toEqual([undefined, 'fresh', 1]);
    },
  );

  it.each(databases.eachSupportedId())(
    'counts that review also for a document which an earlier release wrote without it, %p',
    async databaseId => {
      const { knex, repositories, reconciler, documents, page } = await setUp(databaseId);
      repositories.push(orders, { 'docs/guide.md': '# Guide\n' });
      await reconciler.reconcile();
      for (const { repository, path, language, summary, data } of await knex('documents')) {
        const hash = createHash('sha256').update(summary).update(data).digest('hex');
        await knex('documents').where({ repository, path, language }).update({ hash, undated: null, review_due: null });
      }
      await knex('projections').update({ reader: 0 });
      const due = async () => (await documents.details({ ...page, repository: orders, path: 'docs/guide.md' }))!.reviewDue;
      expect(await due()).toBeUndefined();
      await reconciler.reconcile();
      expect(await due()).toBe('2027-01-01');
    },
  );
});
