import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { ListFilters, ListQuery, ListSearch } from '@connectly/plugin-platform-react';
import { terraformTranslationRef } from '../../translations/ref';
import { useModuleOwners } from './useModuleOwners';

const lifecycles = ['experimental', 'production', 'deprecated'] as const;

/** Stands for no filter: a select cannot hold an empty key. */
const every = '*';

/** Search, owner and lifecycle. */
export function ModuleFilters({ query }: { query: ListQuery }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const owner = query.filter('owner');
  const owners = useModuleOwners(owner);
  const onFilter = (name: string) => (key: unknown) =>
    query.onFilter(name, key === every ? '' : String(key));
  return (
    <ListFilters>
      <ListSearch label={t('modulesPage.search')} query={query} />
      <Select
        label={t('modulesPage.owner')}
        options={[
          { id: every, label: t('modulesPage.everyOwner') },
          ...owners.map(each => ({ id: each.ref, label: each.title })),
        ]}
        value={owner || every}
        onChange={onFilter('owner')}
      />
      <Select
        label={t('modulesPage.lifecycle')}
        options={[
          { id: every, label: t('modulesPage.everyLifecycle') },
          ...lifecycles.map(each => ({
            id: each,
            label: t(`lifecycle.${each}`),
          })),
        ]}
        value={query.filter('lifecycle') || every}
        onChange={onFilter('lifecycle')}
      />
    </ListFilters>
  );
}
