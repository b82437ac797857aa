import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';

const facet = `metadata.annotations.${platformAnnotations.repository}`;

/** Repositories of what the person sees in the catalog, as `owner/name`. */
export function useRepositories(): LoadState<string[]> {
  const catalog = useApi(catalogApiRef);
  return useLoad(async () => {
    const { facets } = await catalog.getEntityFacets({ facets: [facet] });
    return (facets[facet] ?? []).map(({ value }) => value).sort();
  }, [catalog]);
}
