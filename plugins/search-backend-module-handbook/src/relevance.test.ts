/** What somebody on call types, and the document that helps, among this repository's own: by both engines. */
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { PostgresSearchEngine, SqliteSearchEngine } from '@connectly/plugin-search-backend-module-fulltext';
import { fill, textsOfRepository } from './__testUtils__/ownHandbook';

jest.setTimeout(120_000);

/** The words, the document, and the last place among the results at which it still helps. */
type Question = [term: string, document: string, place: number];

const questions: Question[] = [
  ['signal: terminated', 'docs/troubleshooting/TS-089-atlantis-ended.md', 1],
  ['database deleted', 'docs/runbooks/database-deleted.md', 3],
  ['state locked', 'docs/troubleshooting/TS-001-state-locked.md', 3],
  ['policy check failed', 'docs/troubleshooting/TS-075-policy-refused.md', 1],
  // PostgreSQL takes `down` for no word
  ['atlantis down', 'docs/runbooks/atlantis-down.md', 3],
  ['access denied', 'docs/troubleshooting/TS-037-access-denied.md', 3],
  ['state lost', 'docs/runbooks/state-lost.md', 3],
  ['stolen access key', 'docs/runbooks/account-compromised.md', 3],
  ['pull image', 'docs/troubleshooting/TS-050-image-pull.md', 3],
  ['too many connections', 'docs/troubleshooting/TS-048-database-connections.md', 1],
  ['pending deletion', 'docs/troubleshooting/TS-040-key-pending-deletion.md', 3],
  ['502', 'docs/troubleshooting/TS-057-balancer-errors.md', 1],
  ['데이터베이스 지워짐', 'docs/runbooks/database-deleted.md', 3],
  ['정책 거절', 'docs/troubleshooting/TS-075-policy-refused.md', 1],
  ['리전 잃음', 'docs/runbooks/region-lost.md', 3],
  ['아틀란티스 다운', 'docs/runbooks/atlantis-down.md', 1],
];

/** Words of other forms than the document's, or more of them. */
const inOtherForms: Question[] = [
  ['somebody deleted the production database', 'docs/runbooks/database-deleted.md', 3],
  ['cannot pull the image', 'docs/troubleshooting/TS-050-image-pull.md', 3],
  ['상태가 잠겼어요', 'docs/troubleshooting/TS-001-state-locked.md', 3],
  ['데이터베이스를 삭제했어요', 'docs/runbooks/database-deleted.md', 3],
  ['이미지를 못 받아요', 'docs/troubleshooting/TS-050-image-pull.md', 3],
];

/** What is found too late, with its place (0 for what is not among the results) and what stands before it. */
async function lateIn(engine: SearchEngine, asked: Question[]) {
  const late: string[] = [];
  for (const [term, document, place] of asked) {
    const { results } = await engine.query({ term });
    const paths = results.map(({ document: { location } }) => new URLSearchParams(location.split('?')[1]).get('path'));
    const found = paths.indexOf(document) + 1;
    if (found === 0 || found > place) late.push(`${term}: ${found}, after ${paths.slice(0, 5).join(', ')}`);
  }
  return late;
}

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
const describeOnPostgres = databaseId ? describe : describe.skip;

afterEach(() => jest.restoreAllMocks());

describe('the search over the handbook, on SQLite', () => {
  it('puts what helps on top, in whatever form it is asked for', async () => {
    const engine = SqliteSearchEngine.create({ logger: mockServices.logger.mock() });
    await fill(engine, textsOfRepository());
    expect(await lateIn(engine, [...questions, ...inOtherForms])).toEqual([]);
  });
});

describeOnPostgres('the search over the handbook, on PostgreSQL', () => {
  it('puts what helps on top, in whatever form it is asked for', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, textsOfRepository());
    expect(await lateIn(engine, [...questions, ...inOtherForms])).toEqual([]);
  });
});
