import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, ColumnConfig } from '@backstage/ui';
import { Mark, OwnerLink, PortalLink } from '@connectly/plugin-platform-react';
import { StackSummary } from '@connectly/plugin-terraform-common';
import { RiAlertLine } from '@remixicon/react';
import { useMemo } from 'react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from '../lists/lists.module.css';

/** The columns of the list of stacks. */
export function useStackColumns(): ColumnConfig<
  StackSummary & { id: string }
>[] {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  return useMemo(
    () => [
      {
        id: 'stack',
        label: t('stacksPage.columns.stack'),
        isRowHeader: true,
        cell: row => (
          <Cell>
            <PortalLink href={links.stack(row.name)}>{row.name}</PortalLink>
          </Cell>
        ),
      },
      {
        id: 'description',
        label: t('stacksPage.columns.description'),
        cell: row => (
          <Cell>
            <span className={styles.name}>
              {row.title !== row.name && <span>{row.title}</span>}
              <span className={styles.secondary}>{row.description || '–'}</span>
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
        label: t('stacksPage.columns.owner'),
        cell: row => (
          <Cell>
            <OwnerLink owner={row.owner} />
          </Cell>
        ),
      },
      {
        id: 'values',
        label: t('stacksPage.columns.values'),
        cell: row => <Cell>{row.values}</Cell>,
      },
      {
        id: 'consumers',
        label: t('stacksPage.columns.consumers'),
        cell: row => (
          <Cell>{t('common.repositories', { count: row.consumers })}</Cell>
        ),
      },
    ],
    [t, links],
  );
}
