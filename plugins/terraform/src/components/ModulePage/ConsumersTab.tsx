import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig, Text } from '@backstage/ui';
import {
  EmptyList,
  Name,
  PagedTable,
  pageSize,
  PortalLink,
  RepositoryLink,
  SourceLink,
  useListQuery,
  useLoad,
} from '@connectly/plugin-platform-react';
import { ModuleDetails, ModuleUsage } from '@connectly/plugin-terraform-common';
import { useMemo } from 'react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from '../lists/lists.module.css';
import { UsageMark } from '../marks';
import { useRepositoryEntities } from '../places';

/** Who calls the module, and at which version. */
export function ConsumersTab({ module: { name: module, consumers } }: { module: ModuleDetails }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const { offset, onOffset } = useListQuery();
  const state = useLoad(
    signal =>
      api.listConsumers({ module, offset, limit: pageSize }, { signal }),
    [api, module, offset],
    { keep: true },
  );
  const usages = state.status === 'loaded' ? state.value.items : [];
  const columns = useColumns(
    useRepositoryEntities(usages.map(usage => usage.repository)),
  );
  const total = state.status === 'loaded' ? state.value.total : 0;
  return (
    <div className={styles.consumers}>
      {total > 0 && (
        <Text as="p" color="secondary">
          {t('consumers.summary', {
            calls: t('consumers.calls', { count: total }),
            repositories: t('common.repositories', { count: consumers }),
          })}
        </Text>
      )}
      <PagedTable
        label={t('consumers.table')}
        loading={t('consumers.loading')}
        state={state}
        columns={columns}
        rowId={usage => `${usage.repository}/${usage.directory}/${usage.call}`}
        offset={offset}
        onOffset={onOffset}
        empty={
          <EmptyList
            title={t('consumers.empty.title')}
            description={t('consumers.empty.description')}
          />
        }
      />
    </div>
  );
}

function useColumns(
  entities: Map<string, string>,
): ColumnConfig<ModuleUsage & { id: string }>[] {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  return useMemo(
    () => [
      {
        id: 'service',
        label: t('consumers.columns.service'),
        isRowHeader: true,
        cell: row => (
          <Cell>
            {row.stack ? (
              <PortalLink href={links.stack(row.stack)}>
                {t('common.fromStack', { stack: row.stack })}
              </PortalLink>
            ) : (
              <RepositoryLink
                repository={row.repository}
                entityRef={entities.get(row.repository)}
              />
            )}
          </Cell>
        ),
      },
      {
        id: 'environment',
        label: t('consumers.columns.environment'),
        cell: row => <Cell>{row.environment ?? '–'}</Cell>,
      },
      {
        id: 'call',
        label: t('consumers.columns.call'),
        cell: row => (
          <Cell>
            <Name text={row.call} />
          </Cell>
        ),
      },
      {
        id: 'version',
        label: t('consumers.columns.version'),
        cell: row => (
          <Cell>
            <span className={styles.mono}>{row.version ?? '–'}</span>
          </Cell>
        ),
      },
      {
        id: 'state',
        label: t('consumers.columns.state'),
        cell: row => (
          <Cell>
            <UsageMark usage={row} />
          </Cell>
        ),
      },
      {
        id: 'place',
        label: t('consumers.columns.place'),
        cell: row => (
          <Cell>
            <SourceLink
              repository={row.repository}
              path={row.file}
              line={row.line}
            />
          </Cell>
        ),
      },
    ],
    [t, links, entities],
  );
}
