import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig } from '@backstage/ui';
import { Mark, OwnerLink, PortalLink } from '@connectly/plugin-platform-react';
import { ModuleSummary } from '@connectly/plugin-terraform-common';
import { RiAlertLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from '../lists/lists.module.css';
import { LifecycleMark } from '../marks';

type Row = ModuleSummary & { id: string };

/** The columns of the list of modules. */
export function useModuleColumns(): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  return useMemo(
    () => [
      {
        id: 'module',
        label: t('modulesPage.columns.module'),
        isRowHeader: true,
        cell: row => (
          <Cell>
            <PortalLink href={links.module(row.name)}>{row.name}</PortalLink>
          </Cell>
        ),
      },
      {
        id: 'description',
        label: t('modulesPage.columns.description'),
        cell: row => (
          <Cell>
            <span className={styles.name}>
              <span>{row.title}</span>
              <span className={styles.secondary}>{row.description}</span>
              {row.findings > 0 && (
                <Mark tone="warning" icon={<RiAlertLine size={16} />}>
                  {t('modulesPage.findings', { count: row.findings })}
                </Mark>
              )}
            </span>
          </Cell>
        ),
      },
      {
        id: 'owner',
        label: t('modulesPage.columns.owner'),
        cell: row => (
          <Cell>
            <OwnerLink owner={row.owner} />
          </Cell>
        ),
      },
      {
        id: 'lifecycle',
        label: t('modulesPage.columns.lifecycle'),
        cell: row => (
          <Cell>
            <LifecycleMark lifecycle={row.lifecycle} />
          </Cell>
        ),
      },
      {
        id: 'version',
        label: t('modulesPage.columns.version'),
        cell: row => (
          <Cell>
            <span className={styles.name}>
              <span className={styles.mono}>{row.latestVersion}</span>
              {!row.released && (
                <span className={styles.secondary}>{t('mark.unreleased')}</span>
              )}
            </span>
          </Cell>
        ),
      },
      {
        id: 'consumers',
        label: t('modulesPage.columns.consumers'),
        cell: row => <Cell>{t('common.repositories', { count: row.consumers })}</Cell>,
      },
    ],
    [t, links],
  );
}
