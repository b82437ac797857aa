import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { RepositoriesReconciler } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';
import { HandbookProjection } from '../projection/HandbookProjection';
import { DatabaseDocumentQueries } from './DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './DatabaseHandbookStore';

jest.setTimeout(60_000);

const repository = 'connectly/platform';
const path = 'docs/adr/0001-one.md';
const decision = (state: string, reason: string) =>
  `---\nstatus: ${state}\ndate: 2026-01-10\n---\n\n# One lock\n\n## Context and Problem Statement\n\nWhy?\n\n## Considered Options\n\n* One\n\n## Decision Outcome\n\nChosen option: "One", because ${reason}.\n`;

describe('what documents were', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())('is kept as it is read, and what a decision said when it was accepted, %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const store = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const repositories = new InMemoryRepositories();
    const logger = mockServices.logger.mock();
    const projection = HandbookProjection.create({
      repositories,
      store,
      events: mockServices.events.mock(),
      logger,
      defaultOwner: 'group:default/platform',
    });
    const reconciler = RepositoriesReconciler.create({ repositories, projection, auth: mockServices.auth(), logger });
    const documents = DatabaseDocumentQueries.create({ client: knex });
    const history = (seen = [repository]) => documents.history({ repository, path, repositories: new Set(seen) });
    const push = (files: Record<string, string | undefined>) => reconciler.follow(repositories.push(repository, files));

    await push({ [path]: decision('proposed', 'it is simple') });
    await push({ 'docs/index.md': '# Platform\n' });
    await push({ [path]: decision('accepted', 'it is simple') });
    const third = '2026-01-01T03:00:00.000Z';
    expect(await history()).toEqual({
      versions: [
        { commit: 'commit-3', at: third, author: 'Jiwoo', subject: 'Change 3', state: 'accepted' },
        { commit: 'commit-1', at: '2026-01-01T01:00:00.000Z', author: 'Jiwoo', subject: 'Change 1', state: 'proposed' },
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
});
