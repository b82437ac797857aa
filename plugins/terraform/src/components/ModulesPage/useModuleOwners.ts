import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@connectly/plugin-platform-react';

/** A team that owns a module. */
export interface ModuleOwner {
  ref: string;
  title: string;
}

/**
 * The teams that own modules, as the catalog counts them, without reading every module.
 *
 * @param chosen - the team that the filter names; it is offered even when it owns nothing
 */
export function useModuleOwners(chosen: string): ModuleOwner[] {
  const catalog = useApi(catalogApiRef);
  const state = useLoad(async () => {
    const { facets } = await catalog.getEntityFacets({
      filter: { kind: 'component', 'spec.type': 'terraform-module' },
      facets: ['relations.ownedBy'],
    });
    return (facets['relations.ownedBy'] ?? []).map(facet => facet.value);
  }, [catalog]);
  const known = state.status === 'loaded' ? state.value : [];
  const refs = [...new Set([...known, ...(chosen ? [chosen] : [])])];
  return refs
    .map(ref => ({ ref, title: titleOf(ref) }))
    .sort((left, right) => left.title.localeCompare(right.title));
}

function titleOf(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'group' }).name;
  } catch {
    return ref;
  }
}
