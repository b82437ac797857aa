import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, Name, PortalLink } from '@connectly/plugin-platform-react';
import { WiringSource } from '@connectly/plugin-terraform-common';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './ModulePage.module.css';

/** Which inputs a service made here has connected already, and to what. */
export function WiringTable({
  wiring,
}: {
  wiring: Record<string, WiringSource>;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const rows = Object.entries(wiring).map(([input, source]) => ({
    input,
    source,
  }));
  if (rows.length === 0) return null;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('modulePage.wiring.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('modulePage.wiring.description')}
      </Text>
      <DataTable
        caption={t('modulePage.wiring.title')}
        rows={rows}
        rowKey={row => row.input}
        columns={[
          {
            key: 'input',
            title: t('modulePage.wiring.input'),
            isRowHeader: true,
            cell: row => <Name text={row.input} />,
          },
          {
            key: 'source',
            title: t('modulePage.wiring.source'),
            cell: row => <Source source={row.source} />,
          },
        ]}
      />
    </section>
  );
}

function Source({ source }: { source: WiringSource }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const isContract = 'contract' in source;
  return (
    <span className={styles.source}>
      {isContract ? (
        <PortalLink href={links.stack(source.contract)}>
          {t('modulePage.wiring.contract', { stack: source.contract })}
        </PortalLink>
      ) : (
        <PortalLink href={links.module(source.module)}>
          {t('modulePage.wiring.module', { module: source.module })}
        </PortalLink>
      )}
      <Name text={isContract ? source.value : source.output} />
    </span>
  );
}
