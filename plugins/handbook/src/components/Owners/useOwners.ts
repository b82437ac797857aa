import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { HandbookApi, handbookApiRef } from '../../api';
import { readTeams } from '../../teams';

/** What a team answers for. */
export interface OwnerRow {
  /** Entity reference. */
  owner: string;
  title: string;
  /** False when the catalog has no such team, and no such person. */
  exists: boolean;
  services: number;
  modules: number;
  stacks: number;
  documents: number;
  overdue: number;
  broken: number;
}

/** Owners that are asked for at once. */
const askedLimit = 200;

/** What a team owns in the catalog. */
export const ownedKinds = {
  services: { kind: 'component', 'spec.type': 'service' },
  modules: { kind: 'component', 'spec.type': 'terraform-module' },
  stacks: { kind: 'resource', 'spec.type': 'terraform-stack' },
};
const facet = 'relations.ownedBy';

/** Every team, and every owner that something names and that there is not, with what it owns. */
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
  const [documents, services, modules, stacks, teams] = await Promise.all([
    api.listOwners({ signal }),
    count(ownedKinds.services),
    count(ownedKinds.modules),
    count(ownedKinds.stacks),
    readTeams(catalog),
  ]);
  const written = new Map(documents.map(each => [each.owner, each]));
  const owners = new Set([...teams.keys(), ...written.keys(), ...services.keys(), ...modules.keys(), ...stacks.keys()]);
  const others = [...owners].filter(owner => !teams.has(owner));
  const present = new Set([...teams.keys(), ...(await thoseThatAre(catalog, others))]);
  return [...owners]
    // a person may own something, too, and is no team
    .filter(owner => teams.has(owner) || !present.has(owner))
    .map(owner => ({
      owner,
      title: teams.get(owner) ?? owner,
      exists: present.has(owner),
      services: services.get(owner) ?? 0,
      modules: modules.get(owner) ?? 0,
      stacks: stacks.get(owner) ?? 0,
      documents: written.get(owner)?.documents ?? 0,
      overdue: written.get(owner)?.overdue ?? 0,
      broken: written.get(owner)?.broken ?? 0,
    }))
    .sort((left, right) => left.title.localeCompare(right.title));
}

/** Those of the owners that the catalog has: people, as teams are known already. */
async function thoseThatAre(catalog: CatalogApi, owners: string[]): Promise<string[]> {
  const found: string[] = [];
  for (let start = 0; start < owners.length; start += askedLimit) {
    const entityRefs = owners.slice(start, start + askedLimit);
    const { items } = await catalog.getEntitiesByRefs({ entityRefs, fields: ['kind', 'metadata.name'] });
    found.push(...entityRefs.filter((_, index) => items[index]));
  }
  return found;
}
