import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@connectly/plugin-platform-react';

/** A team that may own documents. */
export interface Team {
  ref: string;
  title: string;
}

/**
 * The teams of the catalog.
 *
 * @param chosen - the team that the filter names; it is offered even when the catalog does not know it
 */
export function useTeams(chosen: string): Team[] {
  const catalog = useApi(catalogApiRef);
  const state = useLoad(async () => {
    const { items } = await catalog.queryEntities({
      filter: { kind: 'group' },
      fields: ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'],
      limit: 500,
    });
    return items.map(group => ({ ref: stringifyEntityRef(group), title: group.metadata.title ?? group.metadata.name }));
  }, [catalog]);
  const known = state.status === 'loaded' ? state.value : [];
  const missing = chosen && !known.some(team => team.ref === chosen) ? [{ ref: chosen, title: titleOf(chosen) }] : [];
  return [...known, ...missing].sort((left, right) => left.title.localeCompare(right.title));
}

function titleOf(ref: string): string {
  try {
    return parseEntityRef(ref, { defaultKind: 'group' }).name;
  } catch {
    return ref;
  }
}
