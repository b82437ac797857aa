/** What somebody sees, typed into the search: the entry that explains it is among the first three. */
import { mockServices } from '@backstage/backend-test-utils';
import { SqliteSearchEngine } from '@connectly/plugin-search-backend-module-fulltext';
import { fill, textsOfRepository } from './__testUtils__/ownHandbook';

jest.setTimeout(60_000);

describe('the search over the handbook', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['en', 'ko'] as const)('finds an entry by its symptom, in %s', async language => {
    const texts = textsOfRepository();
    const engine = SqliteSearchEngine.create({ logger: mockServices.logger.mock() });
    await fill(engine, texts);

    const entries = texts.filter(text => text.symptom && text.language === language);
    const missed: string[] = [];
    for (const { entry, symptom } of entries) {
      const { results } = await engine.query({ term: symptom! });
      const first = results.slice(0, 3).map(({ document }) => document as { entry?: string; language?: string });
      if (!first.some(found => found.entry === entry && found.language === language)) missed.push(`${entry}: ${symptom}`);
    }
    expect(entries.length).toBeGreaterThan(40);
    expect(missed.length / entries.length).toBeLessThan(0.05);
  });
});
