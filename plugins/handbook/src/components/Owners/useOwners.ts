import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { HandbookApi, handbookApiRef } from '../../api';

/** What a team answers for. */
export interface OwnerRow {
  /** Entity reference. */
  owner: string;
  title: string;
  /** False when the catalog has no such team. */
  exists: boolean;
  services: number;
  modules: number;
  stacks: number;
  documents: number;
  overdue: number;
  broken: number;
}

const kinds = {
  services: { kind: 'component', 'spec.type': 'service' },
  modules: { kind: 'component', 'spec.type': 'terraform-module' },
  stacks: { kind: 'resource', 'spec.type': 'terraform-stack' },
};
const facet = 'relations.ownedBy';

/** Every team, and every owner that something names, with what it owns. */
export function useOwners(): LoadState<OwnerRow[]> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(handbookApiRef);
  return useLoad(signal => readOwners(catalog, api, signal), [catalog, api]);
}

async function readOwners(catalog: CatalogApi, api: HandbookApi, signal: AbortSignal): Promise<OwnerRow[]> {
  const count = async (filter: Record<string, string>) => {
    const { facets } = await catalog.getEntityFacets({ filter, facets: [facet] });
    return new Map(facets[facet].map(each => [each.value, each.count]));
  };
  const [documents, services, modules, stacks, groups] = await Promise.all([
    api.listOwners({ signal }),
    count(kinds.services),
    count(kinds.modules),
    count(kinds.stacks),
    catalog.queryEntities({ filter: { kind: 'group' }, fields: ['kind', 'metadata'], limit: 500 }),
  ]);
  const teams = new Map(groups.items.map(group => [stringifyEntityRef(group), group.metadata.title ?? group.metadata.name]));
  const written = new Map(documents.map(each => [each.owner, each]));
  const owners = new Set([...teams.keys(), ...written.keys(), ...services.keys(), ...modules.keys(), ...stacks.keys()]);
  return [...owners]
    // a person may own something, and is no orphan's owner
    .filter(owner => owner.startsWith('group:'))
    .map(owner => ({
      owner,
      title: teams.get(owner) ?? owner,
      exists: teams.has(owner),
      services: services.get(owner) ?? 0,
      modules: modules.get(owner) ?? 0,
      stacks: stacks.get(owner) ?? 0,
      documents: written.get(owner)?.documents ?? 0,
      overdue: written.get(owner)?.overdue ?? 0,
      broken: written.get(owner)?.broken ?? 0,
    }))
    .sort((left, right) => left.title.localeCompare(right.title));
}
