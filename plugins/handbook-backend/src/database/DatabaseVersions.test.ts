import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { RepositoriesReconciler } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';
import { HandbookProjection } from '../projection/HandbookProjection';
import { HistoryFiller } from '../projection/HistoryFiller';
import { everyKind } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries } from './DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './DatabaseHandbookStore';
import { DatabasePasts } from './DatabasePasts';

jest.setTimeout(60_000);

const repository = 'connectly/platform';
const path = 'docs/adr/0001-one.md';
const korean = 'docs/adr/0001-one.ko.md';
const decision = (state: string, reason: string) =>
  `---\nstatus: ${state}\ndate: 2026-01-10\n---\n\n# One lock\n\n## Context and Problem Statement\n\nWhy?\n\n## Considered Options\n\n* One\n\n## Decision Outcome\n\nChosen option: "One", because ${reason}.\n`;

describe('what documents were', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function setUp(databaseId: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(databaseId);
    const store = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const repositories = new InMemoryRepositories();
    const logger = mockServices.logger.mock();
    const auth = mockServices.auth();
    const events = mockServices.events.mock();
    const defaultOwner = 'group:default/platform';
    const projection = HandbookProjection.create({ repositories, store, events, logger, defaultOwner });
    const reconciler = RepositoriesReconciler.create({ repositories, projection, auth, logger });
    const documents = DatabaseDocumentQueries.create({ client: knex });
    const clock = { now: new Date('2026-11-29T12:00:00Z') };
    const pasts = DatabasePasts.create({ client: knex, now: () => clock.now });
    const filler = HistoryFiller.create({ history: repositories, pasts, auth, logger });
    return { knex, repositories, reconciler, documents, pasts, filler, clock, logger };
  }

  it.each(databases.eachSupportedId())('is kept as it is read, and what a decision said when it was accepted, %p', async databaseId => {
    const { knex, repositories, reconciler, documents } = await setUp(databaseId);
    const history = (seen = [repository]) => documents.history({ repository, path, repositories: new Set(seen), kinds: everyKind });
    const push = (files: Record<string, string | undefined>) => reconciler.follow(repositories.push(repository, files));

    await push({ [path]: decision('proposed', 'it is simple') });
    await push({ 'docs/index.md': '# Platform\n' });
    await push({ [path]: decision('accepted', 'it is simple') });
    const third = '2026-01-01T03:00:00.000Z';
    expect(await history()).toEqual({
      versions: [
        { commit: 'commit-3', at: third, author: 'Jiwoo', subject: 'Change 3', state: 'accepted' },
        { commit: 'commit-1', at: '2026-01-01T01:00:00.000Z', author: 'Jiwoo', subject: 'Change 1', state: 'proposed', inherited: true },
      ],
    });
    await push({ [path]: decision('accepted', 'it is simple and quick') });
    await push({ [path]: decision('accepted', 'it is quick') });
    expect(await history()).toMatchObject({
      versions: [{ commit: 'commit-5' }, { commit: 'commit-4' }, { commit: 'commit-3' }, { commit: 'commit-1' }],
      accepted: { commit: 'commit-3', at: third, text: expect.stringContaining('it is simple.') },
    });
    // accepted anew
    await push({ [path]: decision('proposed', 'it is quick') });
    expect((await history()).accepted).toBeUndefined();
    await push({ [path]: decision('accepted', 'it is quick') });
    expect((await history()).accepted).toBeUndefined();
    // only the metadata differ, and no word
    await push({ [path]: decision('accepted', 'it is quick').replace('2026-01-10', '2026-01-11') });
    expect((await history()).versions).toHaveLength(6);

    expect(await history(['connectly/other'])).toEqual({ versions: [] });
    await reconciler.follow({ ...repositories.push(repository, {}), commit: undefined });
    repositories.remove(repository);
    await reconciler.reconcile();
    expect(await knex('document_versions')).toEqual([]);
  });

  describe('before the portal read it', () => {
    async function older(databaseId: Parameters<typeof databases.init>[0]) {
      const parts = await setUp(databaseId);
      const { repositories, reconciler, documents } = parts;
      const push = (files: Record<string, string | undefined>) => repositories.push(repository, files);
      push({ [path]: decision('proposed', 'it is simple') });
      push({ [korean]: '# 잠금 하나\n\n왜?\n' });
      push({ 'src/code.ts': '1' });
      push({ [path]: decision('accepted', 'it is simple') });
      push({ [path]: decision('accepted', 'it is quick') });
      push({ 'docs/index.md': '# Platform\n', [korean]: '# 잠금 하나\n\n왜인가?\n' });
      await reconciler.reconcile();
      const history = (language: 'en' | 'ko' = 'en') =>
        documents.history({ repository, path, language, repositories: new Set([repository]), kinds: everyKind });
      const states = async (language?: 'ko') =>
        (await history(language)).versions.map(({ commit, state, inherited }) => [commit, state, ...(inherited ? ['inherited'] : [])]);
      return { ...parts, push, history, states };
    }

    it.each(databases.eachSupportedId())('is read from Git, each version with the state that it had, once, %p', async databaseId => {
      const { knex, repositories, reconciler, filler, push, history, states } = await older(databaseId);
      expect(await states()).toEqual([['commit-6', 'accepted', 'inherited']]);
      await filler.run();
      expect(await states()).toEqual([['commit-5', 'accepted'], ['commit-4', 'accepted'], ['commit-1', 'proposed']]);
      expect(await history()).toMatchObject({
        versions: [{ at: '2026-01-01T05:00:00.000Z', author: 'Jiwoo', subject: 'Change 5' }, {}, {}],
        accepted: { commit: 'commit-4', text: expect.stringContaining('it is simple.') },
      });
      // the English file decides the state
      expect(await states('ko')).toEqual([['commit-6', 'accepted'], ['commit-4', 'accepted'], ['commit-2', 'proposed']]);

      const writes: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => {
        if (/^(insert|update|delete)/i.test(sql)) writes.push(sql);
      });
      await filler.run();
      push({ 'src/code.ts': '2' });
      await reconciler.reconcile();
      await filler.run();
      expect(repositories.pasts).toEqual([undefined]);
      // the commit that is shown, and nothing of history
      expect(writes).toHaveLength(1);
    });

    it.each(databases.eachSupportedId())('goes on with each commit of a push, %p', async databaseId => {
      const { repositories, reconciler, filler, push, states } = await older(databaseId);
      await filler.run();
      push({ [path]: decision('proposed', 'it is quick') });
      push({ [korean]: '# 잠금 하나\n\n왜냐하면.\n' });
      push({ [path]: decision('accepted', 'it is cheap') });
      await reconciler.reconcile();
      expect((await states())[0]).toEqual(['commit-9', 'accepted']);
      await filler.run();
      expect(repositories.pasts).toEqual([undefined, 'commit-6']);
      expect((await states()).slice(0, 3)).toEqual([['commit-9', 'accepted'], ['commit-7', 'proposed'], ['commit-5', 'accepted']]);
      expect((await states('ko'))[0]).toEqual(['commit-9', 'accepted']);
      // who reads the Korean file alone is told of the English one's state
      push({ [path]: decision('proposed', 'it is cheap') });
      await reconciler.reconcile();
      await filler.run();
      push({ [korean]: '# 잠금 하나\n\n그래서.\n' });
      await reconciler.reconcile();
      await filler.run();
      expect((await states('ko'))[0]).toEqual(['commit-11', 'proposed']);
      push({ [path]: decision('accepted', 'it is cheap') });
      await reconciler.reconcile();
      await filler.run();
      // a change and its undoing in one push are two
      push({ [path]: decision('accepted', 'of nothing') });
      push({ [path]: decision('accepted', 'it is cheap') });
      push({ 'docs/new.md': '# New\n' });
      await reconciler.reconcile();
      await filler.run();
      expect((await states()).slice(0, 3)).toEqual([['commit-14', 'accepted'], ['commit-13', 'accepted'], ['commit-12', 'accepted']]);
    });

    it.each(databases.eachSupportedId())('is read anew when the branch does not descend from it, %p', async databaseId => {
      const { repositories, reconciler, filler, push, states } = await older(databaseId);
      await filler.run();
      repositories.rewind(repository, 'commit-3');
      push({ [path]: decision('rejected', 'it is slow') });
      await reconciler.reconcile();
      await filler.run();
      expect(repositories.pasts).toEqual([undefined, 'commit-6']);
      expect(await states()).toEqual([['commit-7', 'rejected'], ['commit-1', 'proposed']]);
      expect(await states('ko')).toEqual([['commit-7', 'rejected'], ['commit-2', 'proposed']]);
    });

    it.each(databases.eachSupportedId())('takes nothing away when it cannot be read, or not far enough, %p', async databaseId => {
      const { repositories, reconciler, filler, clock, logger, push, states, knex } = await older(databaseId);
      repositories.pastProblem = new Error('the forge is away\0');
      await filler.run();
      await filler.run();
      // a failure is repeated after an hour
      expect(repositories.pasts).toHaveLength(1);
      expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('PLT-401'), expect.any(Error));
      expect(await states()).toEqual([['commit-6', 'accepted', 'inherited']]);

      clock.now = new Date('2026-11-29T13:01:00Z');
      repositories.pastProblem = undefined;
      repositories.pastDepth = 2;
      await filler.run();
      expect(await states()).toEqual([['commit-5', 'accepted', 'inherited']]);

      repositories.pastDepth = Infinity;
      await knex('document_pasts').delete();
      await filler.run();
      expect(await states()).toHaveLength(3);
      // a branch that does not descend from it, of which little can be read
      repositories.pastDepth = 1;
      repositories.rewind(repository, 'commit-3');
      push({ [path]: decision('rejected', 'it is slow') });
      await reconciler.reconcile();
      await filler.run();
      expect(await states()).toEqual([['commit-7', 'rejected'], ['commit-5', 'accepted'], ['commit-4', 'accepted'], ['commit-1', 'proposed']]);
    });

    it.each(databases.eachSupportedId())('waits for a commit that the reader of Git has not, and for documents that move on meanwhile, %p', async databaseId => {
      const { repositories, reconciler, filler, pasts, push, states } = await older(databaseId);
      const [due] = await pasts.due();
      push({ [path]: decision('accepted', 'it is cheap') });
      await reconciler.reconcile();
      expect(await pasts.keep({ ...due, complete: true, versions: [] })).toBe(false);
      repositories.pastProblem = Object.assign(new Error('moved on'), { statusCode: 404 });
      await filler.run();
      repositories.pastProblem = undefined;
      await filler.run();
      expect((await states()).map(([commit]) => commit)).toEqual(['commit-7', 'commit-5', 'commit-4', 'commit-1']);
    });

    it.each(databases.eachSupportedId())('of a repository that goes is gone with it, %p', async databaseId => {
      const { repositories, reconciler, filler, knex } = await older(databaseId);
      await filler.run();
      repositories.remove(repository);
      await reconciler.reconcile();
      expect(await knex('document_versions')).toEqual([]);
      expect(await knex('document_pasts')).toEqual([]);
      await filler.run();
      expect(await knex('document_pasts')).toEqual([]);
    });
  });
});
