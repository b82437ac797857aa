import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useCallback, useEffect, useState } from 'react';
import { mayOwnAny } from './mayOwn';

/** A team that can own a service. */
export interface Team {
  ref: string;
  title: string;
  mine: boolean;
}

/** Most teams that are offered; an organisation with more finds the rest by typing. */
const maximumTeams = 500;

/** The teams that are offered, and how far they are loaded. */
export interface TeamsState {
  loading: boolean;
  teams: Team[];
  /** Whether only the person's own teams are offered. */
  onlyMine: boolean;
  error?: Error;
  retry: () => void;
}

/**
 * The teams of the catalog, the person's own first.
 * @param creating - leaves out the teams for which the person may make no service
 */
export function useTeams({ creating = false }: { creating?: boolean } = {}): TeamsState {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const permissions = useApi(permissionApiRef);
  const [state, setState] = useState<Omit<TeamsState, 'retry'>>({
    loading: true,
    teams: [],
    onlyMine: false,
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setState({ loading: true, teams: [], onlyMine: false });
    const load = async () => {
      const [{ items }, { ownershipEntityRefs }, all] = await Promise.all([
        catalog.queryEntities({
          filter: { kind: 'group', 'spec.type': 'team' },
          fields: ['kind', 'metadata', 'spec.profile'],
          limit: maximumTeams,
        }),
        identity.getBackstageIdentity(),
        !creating || mayOwnAny(permissions),
      ]);
      const teams = items.map(entity => {
        const ref = stringifyEntityRef(entity);
        const profile = entity.spec?.profile as { displayName?: string } | undefined;
        return {
          ref,
          title: profile?.displayName ?? entity.metadata.title ?? entity.metadata.name,
          mine: ownershipEntityRefs.includes(ref),
        };
      });
      teams.sort((left, right) => Number(right.mine) - Number(left.mine) || left.title.localeCompare(right.title));
      return { teams: teams.filter(({ mine }) => all || mine), onlyMine: !all };
    };
    load().then(
      offered => current && setState({ loading: false, ...offered }),
      error => current && setState({ loading: false, teams: [], onlyMine: false, error }),
    );
    return () => {
      current = false;
    };
  }, [catalog, identity, permissions, creating, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}
