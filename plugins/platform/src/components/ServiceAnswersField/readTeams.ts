import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/** A team of the catalog, by the name that people know. */
export interface NamedTeam {
  ref: string;
  title: string;
}

/** Most teams that are offered. */
const maximumTeams = 500;

/** The teams of the catalog. */
export async function readTeams(catalog: CatalogApi): Promise<NamedTeam[]> {
  const { items } = await catalog.queryEntities({
    filter: { kind: 'group', 'spec.type': 'team' },
    fields: ['kind', 'metadata', 'spec.profile'],
    limit: maximumTeams,
  });
  return items.map(entity => {
    const profile = entity.spec?.profile as { displayName?: string } | undefined;
    return { ref: stringifyEntityRef(entity), title: profile?.displayName ?? entity.metadata.title ?? entity.metadata.name };
  });
}
