import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import {
  EmptyList,
  ListFilters,
  ListSearch,
  PagedTable,
  PageFrame,
  pageSize,
  useListQuery,
  useLoad,
} from '@connectly/plugin-platform-react';
import { RiServerLine } from '@remixicon/react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from '../lists/lists.module.css';
import { useStackColumns } from './useStackColumns';

/** Every stack, with what it promises. */
export function StackList() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const query = useListQuery();
  const { search, offset } = query;
  const state = useLoad(
    signal => api.listStacks({ search, offset, limit: pageSize }, { signal }),
    [api, search, offset],
    { keep: true },
  );
  const columns = useStackColumns();
  const empty = search ? (
    <EmptyList
      title={t('stacksPage.empty.filteredTitle')}
      description={t('stacksPage.empty.filteredDescription')}
      action={{
        label: t('stacksPage.empty.clear'),
        onPress: () => query.clear(),
      }}
    />
  ) : (
    <EmptyList
      title={t('stacksPage.empty.title')}
      description={t('stacksPage.empty.description')}
    />
  );
  return (
    <PageFrame
      title={t('stacksPage.title')}
      icon={<RiServerLine />}
      href={links.stacks}
    >
      <Header
        title={t('stacksPage.title')}
        description={t('stacksPage.description')}
      />
      <Container className={styles.page}>
        <ListFilters>
          <ListSearch label={t('stacksPage.search')} query={query} />
        </ListFilters>
        <PagedTable
          label={t('stacksPage.table')}
          loading={t('stacksPage.loading')}
          state={state}
          columns={columns}
          rowId={stack => stack.name}
          offset={offset}
          onOffset={query.onOffset}
          empty={empty}
          isDescribed
        />
      </Container>
    </PageFrame>
  );
}
