/** What somebody sees, in their own words and forms: the entry that explains it is among the first three, by both engines. */
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { PostgresSearchEngine, SqliteSearchEngine } from '@connectly/plugin-search-backend-module-fulltext';
import { fill, textsOfRepository } from './__testUtils__/ownHandbook';
import { paraphrases } from './__testUtils__/paraphrases';

jest.setTimeout(120_000);

/** Questions whose entry is not among the first three in the language that they are asked in, with what is. */
async function missedBy(engine: SearchEngine, language: 'en' | 'ko') {
  const missed: string[] = [];
  for (const [term, ...entries] of paraphrases[language]) {
    const { results } = await engine.query({ term });
    const first = results.slice(0, 3).map(({ document }) => document as { entry?: string; location: string });
    if (!first.some(({ entry }) => entry && entries.includes(entry))) {
      missed.push(`${term}: ${first.map(({ entry, location }) => entry ?? new URLSearchParams(location.split('?')[1]).get('path')).join(', ')}`);
    }
  }
  return missed;
}

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
const describeOnPostgres = databaseId ? describe : describe.skip;

afterEach(() => jest.restoreAllMocks());

/** What is missed, of a language of which more than one in twenty is. */
async function tooMany(engine: SearchEngine): Promise<string[]> {
  await fill(engine, textsOfRepository());
  const all: string[] = [];
  for (const language of ['en', 'ko'] as const) {
    const missed = await missedBy(engine, language);
    if (missed.length / paraphrases[language].length > 0.05) all.push(...missed);
  }
  return all;
}

describe('the search over the handbook, asked in other words, on SQLite', () => {
  it('finds the entry', async () => {
    expect(await tooMany(SqliteSearchEngine.create({ logger: mockServices.logger.mock() }))).toEqual([]);
  });
});

describeOnPostgres('the search over the handbook, asked in other words, on PostgreSQL', () => {
  it('finds the entry', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    expect(await tooMany(await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database }))).toEqual([]);
  });
});
