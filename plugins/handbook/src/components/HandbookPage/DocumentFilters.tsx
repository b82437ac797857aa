import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { DocumentKind } from '@connectly/plugin-handbook-common';
import { ListFilters, ListQuery, ListSearch } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { useTeams } from './useTeams';

const states = ['proposed', 'accepted', 'rejected', 'deprecated', 'superseded'] as const;
const freshnesses = ['fresh', 'overdue', 'broken'] as const;

/** Stands for no filter: a select cannot hold an empty key. */
const every = '*';

/** Search, owner, state of a decision, and review. */
export function DocumentFilters({ kind, query }: { kind: DocumentKind; query: ListQuery }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const owner = query.filter('owner');
  const teams = useTeams(owner);
  const onFilter = (name: string) => (key: unknown) => query.onFilter(name, key === every ? '' : String(key));
  return (
    <ListFilters>
      <ListSearch label={t('list.search', { tab: t(`page.tabs.${kind}`) })} query={query} />
      <Select
        label={t('list.owner')}
        options={[{ id: every, label: t('list.everyOwner') }, ...teams.map(team => ({ id: team.ref, label: team.title }))]}
        value={owner || every}
        onChange={onFilter('owner')}
      />
      {kind === 'adr' && (
        <Select
          label={t('list.state')}
          options={[{ id: every, label: t('list.everyState') }, ...states.map(id => ({ id, label: t(`decision.${id}`) }))]}
          value={query.filter('state') || every}
          onChange={onFilter('state')}
        />
      )}
      <Select
        label={t('list.freshness')}
        options={[{ id: every, label: t('list.everyFreshness') }, ...freshnesses.map(id => ({ id, label: t(`freshness.${id}`) }))]}
        value={query.filter('freshness') || every}
        onChange={onFilter('freshness')}
      />
    </ListFilters>
  );
}
