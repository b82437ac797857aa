import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/** Every team of the catalog: its title by its reference. */
export async function readTeams(catalog: CatalogApi, signal: AbortSignal): Promise<Map<string, string>> {
  const teams = new Map<string, string>();
  const pages = catalog.streamEntities({
    filter: { kind: 'group' },
    fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
  });
  for await (const page of pages) {
    // nobody waits for the pages after this one
    signal.throwIfAborted();
    for (const group of page) teams.set(stringifyEntityRef(group), group.metadata.title ?? group.metadata.name);
  }
  return teams;
}
