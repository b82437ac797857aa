import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { DocumentText } from '@connectly/plugin-handbook-common';
import { parseDocument } from '@connectly/plugin-handbook-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { HandbookCollatorFactory } from '../HandbookCollatorFactory';

const checkout = resolve(__dirname, '../../../..');
const repository = 'connectly/platform';

/** Every document of this repository, as the handbook gives it to the search. */
export function textsOfRepository(): DocumentText[] {
  return readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.md'))
    .flatMap(path => {
      const file = join(checkout, 'docs', path);
      const document = parseDocument(relative(checkout, file), readFileSync(file, 'utf8'));
      if (!document) return [];
      const { kind, language, title, tags, text, troubleshooting, runbook } = document;
      return [{
        repository, path: document.path, language, kind, title, owner: document.owner ?? 'group:default/platform', tags,
        entry: troubleshooting?.entry, symptom: troubleshooting?.symptom, match: troubleshooting?.match, scenario: runbook?.scenario, text,
      }];
    });
}

/** Fills a search with documents, by the collator. Its requests are answered in the place of the handbook. */
export async function fill(engine: SearchEngine, texts: DocumentText[]): Promise<void> {
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
  await pipeline(await collator.getCollator(), await engine.getIndexer('handbook'));
}
