import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { DataTable, Loaded, Mark, Name, PortalLink } from '@connectly/plugin-platform-react';
import { ContractUse } from '@connectly/plugin-terraform-common';
import { RiErrorWarningLine } from '@remixicon/react';
import { byEnvironment } from '../../environments';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { NothingCalled } from './NothingCalled';
import styles from './cards.module.css';
import { useServiceUsage } from './useServiceUsage';

/** Which values of which stacks a service depends on. */
export function ServiceContractsCard() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const state = useServiceUsage();
  return (
    <EntityInfoCard title={t('serviceContractsCard.title')}>
      <Loaded
        state={state}
        label={t('serviceContractsCard.loading')}
        outline={[24, 24, 24]}
      >
        {({ contracts, modules }) =>
          contracts.length === 0 ? (
            <NothingCalled modules={modules.length} otherwise={t('serviceContractsCard.empty')} />
          ) : (
            <Contracts uses={contracts} />
          )
        }
      </Loaded>
    </EntityInfoCard>
  );
}

function Contracts({ uses }: { uses: ContractUse[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const stacks = [...new Set(uses.map(use => use.stack))].sort();
  const rows = stacks.map(stack => {
    const own = uses.filter(use => use.stack === stack);
    return {
      stack,
      values: [...new Map(own.map(use => [use.value, use])).values()],
      environments: [
        ...new Set(own.map(use => use.environment ?? use.directory)),
      ].sort(byEnvironment),
    };
  });
  return (
    <DataTable
      caption={t('serviceContractsCard.caption')}
      rows={rows}
      rowKey={row => row.stack}
      columns={[
        {
          key: 'stack',
          title: t('serviceContractsCard.stack'),
          isRowHeader: true,
          cell: row => (
            <PortalLink href={links.stack(row.stack)}>{row.stack}</PortalLink>
          ),
        },
        {
          key: 'values',
          title: t('serviceContractsCard.values'),
          cell: row => (
            <ul className={styles.values}>
              {row.values.map(use => (
                <li key={use.value}>
                  <Name text={use.value} />
                  {!use.published && (
                    <>
                      {' '}
                      <Mark tone="bad" icon={<RiErrorWarningLine size={16} />}>
                        {t('mark.unpublished')}
                      </Mark>
                    </>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        {
          key: 'environments',
          title: t('serviceContractsCard.environments'),
          cell: row => row.environments.join(', '),
        },
      ]}
    />
  );
}
