import { useApi } from '@backstage/frontend-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { HandbookApi, handbookApiRef } from '../../api';
import { isEntityRef, readEntityRef } from '../../entityRefs';
import { readTeams } from '../../teams';

/** What a team answers for. */
export interface OwnerRow {
  /** Entity reference. */
  owner: string;
  title: string;
  /** `gone` when the catalog has no such team and no such person, `unseen` when it shows the reader none of their kind at all. */
  presence: 'here' | 'gone' | 'unseen';
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
    readTeams(catalog, signal),
  ]);
  const written = new Map(documents.map(each => [each.owner, each]));
  const owners = new Set([...teams.keys(), ...written.keys(), ...services.keys(), ...modules.keys(), ...stacks.keys()]);
  const others = [...owners].filter(owner => !teams.has(owner));
  const present = new Set([...teams.keys(), ...(await thoseThatAre(catalog, others))]);
  const unseen = await unseenKinds(catalog, others.filter(owner => !present.has(owner)));
  const absence = (owner: string): OwnerRow['presence'] => (unseen.has(readEntityRef(owner)?.kind ?? '') ? 'unseen' : 'gone');
  return [...owners]
    // a person may own something, too, and is no team
    .filter(owner => teams.has(owner) || !present.has(owner))
    .map(owner => ({
      owner,
      title: teams.get(owner) ?? owner,
      presence: present.has(owner) ? 'here' : absence(owner),
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
    const entityRefs = owners.slice(start, start + askedLimit).filter(isEntityRef);
    if (entityRefs.length === 0) continue;
    const { items } = await catalog.getEntitiesByRefs({ entityRefs, fields: ['kind', 'metadata.name'] });
    found.push(...entityRefs.filter((_, index) => items[index]));
  }
  return found;
}

/** Kinds of owners of which the catalog shows the reader none: it does not say, either, whether one of them has left. */
async function unseenKinds(catalog: CatalogApi, owners: string[]): Promise<Set<string>> {
  const unseen = new Set<string>();
  for (const kind of ['group', 'user']) {
    if (!owners.some(owner => readEntityRef(owner)?.kind === kind)) continue;
    const { items } = await catalog.queryEntities({ filter: { kind }, fields: ['kind'], limit: 1 });
    if (items.length === 0) unseen.add(kind);
  }
  return unseen;
}
