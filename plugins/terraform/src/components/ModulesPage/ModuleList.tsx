import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import { moduleProposePermission } from '@connectly/plugin-platform-common';
import {
  CreateLink,
  EmptyList,
  PagedTable,
  PageFrame,
  pageSize,
  useListQuery,
  useLoad,
} from '@connectly/plugin-platform-react';
import { RiStackLine } from '@remixicon/react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from '../lists/lists.module.css';
import { ModuleFilters } from './ModuleFilters';
import { useModuleColumns } from './useModuleColumns';

const filters = ['owner', 'lifecycle'];

/** Every module, to search and to filter. */
export function ModuleList() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const query = useListQuery();
  const { search, offset } = query;
  const [owner, lifecycle] = filters.map(query.filter);
  const state = useLoad(
    signal =>
      api.listModules(
        { search, owner, lifecycle, offset, limit: pageSize },
        { signal },
      ),
    [api, search, owner, lifecycle, offset],
    { keep: true },
  );
  const columns = useModuleColumns();
  const empty =
    search || owner || lifecycle ? (
      <EmptyList
        title={t('modulesPage.empty.filteredTitle')}
        description={t('modulesPage.empty.filteredDescription')}
        action={{
          label: t('modulesPage.empty.clear'),
          onPress: () => query.clear(filters),
        }}
      />
    ) : (
      <EmptyList
        title={t('modulesPage.empty.title')}
        description={t('modulesPage.empty.description')}
      />
    );
  return (
    <PageFrame
      title={t('modulesPage.title')}
      icon={<RiStackLine />}
      href={links.modules}
    >
      <Header
        title={t('modulesPage.title')}
        description={t('modulesPage.description')}
        customActions={
          <CreateLink href={links.newModule} permission={moduleProposePermission}>
            {t('modulesPage.newModule')}
          </CreateLink>
        }
      />
      <Container className={styles.page}>
        <ModuleFilters query={query} />
        <PagedTable
          label={t('modulesPage.table')}
          loading={t('modulesPage.loading')}
          state={state}
          columns={columns}
          rowId={module => module.name}
          offset={offset}
          onOffset={query.onOffset}
          empty={empty}
          isDescribed
        />
      </Container>
    </PageFrame>
  );
}
