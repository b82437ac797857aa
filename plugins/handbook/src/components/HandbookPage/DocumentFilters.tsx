import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { ListFilters, ListQuery, ListSearch } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { useChoices } from './useChoices';
import { ListedKind } from './useDocumentColumns';
import { useOwnerTitles } from './useOwnerTitles';

const states = ['proposed', 'accepted', 'rejected', 'deprecated', 'superseded'] as const;
const freshnesses = ['attention', 'fresh', 'overdue', 'broken'] as const;
const kinds = ['runbook', 'troubleshooting', 'adr', 'guide', 'path'] as const;

/** Stands for no filter: a select cannot hold an empty key. */
const every = '*';

/** Search, kind, owner, state of a decision, review, tag and repository. */
export function DocumentFilters({ kind, query }: { kind: ListedKind; query: ListQuery }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const owner = query.filter('owner');
  const [tag, repository] = [query.filter('tag'), query.filter('repository')];
  const choices = useChoices(kind === 'all' ? undefined : kind, { tag, repository, owner });
  const titleOf = useOwnerTitles(choices.owners);
  const owners = choices.owners
    .map(id => ({ id, label: titleOf(id) }))
    .sort((left, right) => left.label.localeCompare(right.label));
  const hint = (name: keyof typeof choices.cut) => (choices.cut[name] ? t('list.cut') : undefined);
  const search = { placeholder: t('list.searchChoices') };
  const onFilter = (name: string) => (key: unknown) => query.onFilter(name, key === every ? '' : String(key));
  return (
    <ListFilters>
      <ListSearch label={t('list.search', { tab: t(`page.tabs.${kind}`) })} query={query} />
      {kind === 'all' && (
        <Select
          label={t('list.columns.kind')}
          options={[{ id: every, label: t('list.everyKind') }, ...kinds.map(id => ({ id, label: t(`kinds.${id}`) }))]}
          value={query.filter('kind') || every}
          onChange={onFilter('kind')}
        />
      )}
      <Select
        label={t('list.owner')}
        description={hint('owners')}
        search={search}
        options={[{ id: every, label: t('list.everyOwner') }, ...owners]}
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
      <Select
        label={t('list.tag')}
        description={hint('tags')}
        search={search}
        options={[{ id: every, label: t('list.everyTag') }, ...choices.tags.map(id => ({ id, label: id }))]}
        value={tag || every}
        onChange={onFilter('tag')}
      />
      <Select
        label={t('list.columns.repository')}
        description={hint('repositories')}
        search={search}
        options={[{ id: every, label: t('list.everyRepository') }, ...choices.repositories.map(id => ({ id, label: id }))]}
        value={repository || every}
        onChange={onFilter('repository')}
      />
    </ListFilters>
  );
}
