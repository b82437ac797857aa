import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';

/** What Atlantis plans, by the names that the policies know. */
export interface Planned {
  services: string[];
  /** As `stacks/<stack>`. */
  stacks: string[];
}

const repository = `metadata.annotations.${platformAnnotations.repository}`;
const most = 500;

/** The services and stacks that the person sees in the catalog. */
export function usePlanned(): LoadState<Planned> {
  const catalog = useApi(catalogApiRef);
  return useLoad(async () => {
    const [services, stacks] = await Promise.all([
      catalog.queryEntities({ filter: { kind: 'component', 'spec.type': 'service' }, fields: [repository], limit: most }),
      catalog.queryEntities({ filter: { kind: 'resource', 'spec.type': 'terraform-stack' }, fields: ['metadata.name'], limit: most }),
    ]);
    const names = services.items.map(({ metadata }) => metadata.annotations?.[platformAnnotations.repository]?.split('/')[1]);
    return {
      services: [...new Set(names)].filter(name => name !== undefined).sort(),
      stacks: stacks.items.map(({ metadata }) => `stacks/${metadata.name}`).sort(),
    };
  }, [catalog]);
}
