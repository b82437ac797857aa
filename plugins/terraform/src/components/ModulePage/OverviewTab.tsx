import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DataTable, PortalLink, useForge, useQuery, withChanges } from '@connectly/plugin-platform-react';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { CodeBlock } from '@connectly/plugin-terraform-react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { HandbookDocuments } from '../HandbookDocuments';
import { ShownModule } from './ShownModule';
import styles from './ModulePage.module.css';
import { documentBody } from './documentBody';
import { ModuleDocument } from './ModuleDocument';
import { moduleSource, usageSnippet } from './usageSnippet';
import { WhoToAsk } from './WhoToAsk';
import { WiringTable } from './WiringTable';

/** How to call the module, what it says of itself, and what it needs. */
export function OverviewTab({ shown }: { shown: ShownModule }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { version } = shown;
  const readme = documentBody(version.readme);
  return (
    <div className={styles.overview}>
      <div className={styles.column}>
        <Usage shown={shown} />
        <section className={styles.section}>
          <Text as="h3" variant="title-x-small" weight="bold">
            {t('modulePage.readme.title')}
          </Text>
          {readme ? (
            <ModuleDocument text={readme} shown={shown} />
          ) : (
            <Text as="p" color="secondary">
              {t('modulePage.readme.empty')}
            </Text>
          )}
        </section>
      </div>
      <div className={styles.column}>
        <WhoToAsk owner={version.manifest.owner} />
        <HandbookDocuments
          about={stringifyEntityRef({ kind: 'component', name: version.name })}
          empty={t('documents.emptyModule')}
        />
        <Requirements version={version} />
        <WiringTable wiring={version.manifest.wiring} />
      </div>
    </div>
  );
}

function Usage({
  shown: { module, version, released },
}: {
  shown: ShownModule;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const { gitHost } = useForge();
  const links = useTerraformLinks();
  const [query] = useQuery();
  const form = `${links.module(module.name) ?? ''}?${withChanges(query, { tab: 'use' })}`;
  const source = moduleSource({ gitHost, ...module, version: version.version });
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('modulePage.usage.title')}
      </Text>
      {released ? (
        <>
          <PortalLink href={form}>{t('modulePage.usage.form')}</PortalLink>
          <CodeBlock
            className={styles.code}
            title={t('modulePage.usage.snippet', {
              module: module.name,
              version: version.version,
            })}
            text={usageSnippet(version, source)}
            language="hcl"
            labels={{ copy: t('code.copy'), copied: t('code.copied') }}
          />
        </>
      ) : (
        <Text as="p" color="secondary">
          {t('modulePage.usage.unreleased')}
        </Text>
      )}
    </section>
  );
}

function Requirements({ version: { directory } }: { version: ModuleVersion }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const rows = [
    {
      name: t('modulePage.requirements.terraform'),
      version: directory.requiredVersion,
    },
    ...directory.providers.map(provider => ({
      name: provider.source ?? provider.name,
      version: provider.version ?? '',
    })),
  ].filter(row => row.version);
  if (rows.length === 0) return null;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('modulePage.requirements.title')}
      </Text>
      <DataTable
        caption={t('modulePage.requirements.title')}
        rows={rows}
        rowKey={row => row.name}
        columns={[
          {
            key: 'name',
            title: t('modulePage.requirements.name'),
            isRowHeader: true,
            cell: row => row.name,
          },
          {
            key: 'version',
            title: t('modulePage.requirements.version'),
            cell: row => <code>{row.version}</code>,
          },
        ]}
      />
    </section>
  );
}
