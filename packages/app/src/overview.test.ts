/** The overview of an entity holds the cards that say something of it, in the order of app-config.yaml. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import apiDocsPlugin from '@backstage/plugin-api-docs/alpha';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { parse } from 'yaml';

const configuration = parse(readFileSync(join(__dirname, '../../../app-config.yaml'), 'utf8'));
const listed: { id: string; config?: object }[] = configuration.app.extensions
  .map((entry: string | Record<string, { config?: object }>) =>
    typeof entry === 'string' ? { id: entry } : Object.entries(entry).map(([id, { config }]) => ({ id, config }))[0],
  )
  .filter(({ id }: { id: string }) => id.startsWith('entity-card:'));

const { filterFunction } = EntityCardBlueprint.dataRefs;

function isShown(id: string, ...relations: [type: string, targetRef: string][]): boolean {
  const config = listed.find(card => card.id === id)?.config;
  const filter = id.startsWith('entity-card:api-docs/')
    ? createExtensionTester(apiDocsPlugin.getExtension(id as 'entity-card:api-docs/consumed-apis'), { config }).get(filterFunction)
    : createExtensionTester(catalogPlugin.getExtension(id as 'entity-card:catalog/has-subcomponents'), { config }).get(filterFunction);
  return filter!({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'checkout' },
    spec: { type: 'service' },
    relations: [['ownedBy', 'group:default/payments'], ...relations].map(([type, targetRef]) => ({ type, targetRef })),
  });
}

it.each([
  ['entity-card:catalog/depends-on-components', 'dependsOn', 'component:default/ledger'],
  ['entity-card:catalog/depends-on-resources', 'dependsOn', 'resource:default/queue'],
  ['entity-card:catalog/has-subcomponents', 'hasPart', 'component:default/worker'],
  ['entity-card:api-docs/consumed-apis', 'consumesApi', 'api:default/ledger'],
  ['entity-card:api-docs/provided-apis', 'providesApi', 'api:default/checkout'],
])('%s is there when it says something', (id, type, targetRef) => {
  expect(isShown(id)).toBe(false);
  expect(isShown(id, [type, targetRef])).toBe(true);
  expect(isShown(id, [type, 'group:default/payments'], ['partOf', targetRef])).toBe(false);
});

it.each([['Component', true], ['Resource', true], ['Group', false], ['User', false]])('draws the relations of a %s: %s', (kind, isDrawn) => {
  const id = 'entity-card:catalog-graph/relations';
  const config = listed.find(card => card.id === id)?.config;
  const filter = createExtensionTester(catalogGraphPlugin.getExtension(id), { config }).get(filterFunction);
  expect(filter!({ apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name: 'checkout' } })).toBe(isDrawn);
});

it('begins with what a service is built from, and how it stands to others', () => {
  expect(listed.slice(0, 2).map(({ id }) => id)).toEqual(['entity-card:terraform/service-modules', 'entity-card:terraform/service-contracts']);
  const [graph, ...tables] = listed.slice(listed.findIndex(({ id }) => id === 'entity-card:catalog-graph/relations')).map(({ id }) => id);
  expect(graph).toBe('entity-card:catalog-graph/relations');
  expect(tables).toHaveLength(5);
});
