import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@connectly/plugin-platform-react';
import { readTeams } from '../../teams';

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
  const state = useLoad(() => readTeams(catalog), [catalog]);
  const known = state.status === 'loaded' ? [...state.value].map(([ref, title]) => ({ ref, title })) : [];
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
