import { stringifyEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback, useEffect, useState } from 'react';

/** A team that can own a service. */
export interface Team {
  ref: string;
  title: string;
  mine: boolean;
}

/** Most teams that are offered; an organisation with more finds the rest by typing. */
const maximumTeams = 500;

/** The teams of the catalog, the person's own first. */
export function useTeams(): { loading: boolean; teams: Team[]; error?: Error; retry: () => void } {
  const catalog = useApi(catalogApiRef);
  const identity = useApi(identityApiRef);
  const [state, setState] = useState<{ loading: boolean; teams: Team[]; error?: Error }>({
    loading: true,
    teams: [],
  });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let current = true;
    setState({ loading: true, teams: [] });
    const load = async () => {
      const [{ items }, { ownershipEntityRefs }] = await Promise.all([
        catalog.queryEntities({
          filter: { kind: 'group', 'spec.type': 'team' },
          fields: ['kind', 'metadata', 'spec.profile'],
          limit: maximumTeams,
        }),
        identity.getBackstageIdentity(),
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
      return teams.sort((left, right) => Number(right.mine) - Number(left.mine) || left.title.localeCompare(right.title));
    };
    load().then(
      teams => current && setState({ loading: false, teams }),
      error => current && setState({ loading: false, teams: [], error }),
    );
    return () => {
      current = false;
    };
  }, [catalog, identity, attempt]);
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, retry };
}
