/** What somebody sees, typed into the search: the entry that explains it is among the first three. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DocumentText } from '@connectly/plugin-handbook-common';
import { parseDocument } from '@connectly/plugin-handbook-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { SqliteSearchEngine } from '@connectly/plugin-search-backend-module-fulltext';
import { HandbookCollatorFactory } from './HandbookCollatorFactory';

const checkout = resolve(__dirname, '../../..');
const repository = 'connectly/platform';

/** Every document of this repository, as the handbook gives it to the search. */
function textsOfRepository(): DocumentText[] {
  return readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.md'))
    .flatMap(path => {
      const file = join(checkout, 'docs', path);
      const document = parseDocument(relative(checkout, file), readFileSync(file, 'utf8'));
      if (!document) return [];
      const { kind, language, title, tags, text, troubleshooting } = document;
      return [{
        repository, path: document.path, language, kind, title, owner: document.owner ?? 'group:default/platform', tags,
        entry: troubleshooting?.entry, symptom: troubleshooting?.symptom, text,
      }];
    });
}

jest.setTimeout(60_000);

describe('the search over the handbook', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each(['en', 'ko'] as const)('finds an entry by its symptom, in %s', async language => {
    const texts = textsOfRepository();
    jest.spyOn(global, 'fetch').mockImplementation(async input => {
      const offset = Number(new URL(String(input)).searchParams.get('offset'));
      return Response.json({ items: texts.slice(offset, offset + 200), total: texts.length });
    });
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Resource',
      metadata: { name: 'network', annotations: { [platformAnnotations.repository]: repository } },
    };
    const collator = HandbookCollatorFactory.create({
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      catalog: catalogServiceMock({ entities: [entity] }),
    });
    const engine = SqliteSearchEngine.create({ logger: mockServices.logger.mock() });
    await pipeline(await collator.getCollator(), await engine.getIndexer('handbook'));

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
