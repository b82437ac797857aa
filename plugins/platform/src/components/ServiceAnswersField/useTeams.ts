import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useCallback, useEffect, useState } from 'react';
import { mayOwnAny } from './mayOwn';
import { NamedTeam, readTeams } from './readTeams';

/** A team that can own a service. */
export interface Team extends NamedTeam {
  mine: boolean;
}

/** The teams, and how far they are loaded. */
export interface TeamsState {
  loading: boolean;
  teams: Team[];
  /** Whether the person may choose only their own. */
  onlyMine: boolean;
  error?: Error;
  retry: () => void;
}

/**
 * The teams of the catalog, the person's own first.
 * @param creating - asks whether the person may make a service for any of them
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
      const [named, { ownershipEntityRefs }, all] = await Promise.all([
        readTeams(catalog),
        identity.getBackstageIdentity(),
        !creating || mayOwnAny(permissions),
      ]);
      const teams = named.map(team => ({ ...team, mine: ownershipEntityRefs.includes(team.ref) }));
      teams.sort((left, right) => Number(right.mine) - Number(left.mine) || left.title.localeCompare(right.title));
      return { teams, onlyMine: !all };
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
