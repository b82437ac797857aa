import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  DataTable,
  Mark,
  PortalLink,
  useForge,
} from '@connectly/plugin-platform-react';
import { ModuleVersionSummary } from '@connectly/plugin-terraform-common';
import {
  RiCheckboxCircleLine,
  RiDraftLine,
  RiForbidLine,
} from '@remixicon/react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { UpgradeNotes } from '../Comparison';
import { ShownModule } from './ShownModule';
import styles from './ModulePage.module.css';
import { MovedTable } from './MovedTable';
import { documentBody } from './documentBody';
import { ModuleDocument } from './ModuleDocument';

/** Every version, what changed between them, and what Terraform moves on the way. */
export function VersionsTab({ shown }: { shown: ShownModule }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const forge = useForge();
  const { module, version, commit } = shown;
  const page = links.module(module.name);
  const changelog = documentBody(version.changelog);
  return (
    <div className={styles.sections}>
      <DataTable
        caption={t('versions.caption')}
        rows={module.versions}
        rowKey={each => each.version}
        columns={[
          {
            key: 'version',
            title: t('versions.columns.version'),
            isRowHeader: true,
            width: 18,
            cell: each => (
              <PortalLink
                href={
                  page && `${page}?version=${encodeURIComponent(each.version)}`
                }
              >
                {each.version}
              </PortalLink>
            ),
          },
          {
            key: 'state',
            title: t('versions.columns.state'),
            cell: each => <State version={each} />,
          },
          {
            key: 'findings',
            title: t('versions.columns.findings'),
            width: 12,
            cell: each => each.findings,
          },
          {
            key: 'commit',
            title: t('versions.columns.commit'),
            width: 14,
            cell: each => (
              <Link
                href={forge.file({
                  repository: module.repository,
                  ref: each.commit,
                  path: module.directory,
                })}
                target="_blank"
                rel="noopener noreferrer"
                className={styles.name}
              >
                {each.commit.slice(0, 8)}
              </Link>
            ),
          },
        ]}
      />
      <MovedTable
        moved={version.directory.moved}
        module={module}
        commit={commit}
      />
      <UpgradeNotes shown={shown} version={version} />
      <section className={styles.section}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('versions.changelog')}
        </Text>
        {changelog ? (
          <ModuleDocument text={changelog} shown={shown} />
        ) : (
          <Text as="p" color="secondary">
            {t('versions.noChangelog')}
          </Text>
        )}
      </section>
    </div>
  );
}

function State({ version }: { version: ModuleVersionSummary }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  if (version.deprecated) {
    return (
      <Mark tone="bad" icon={<RiForbidLine size={16} />}>
        {t('mark.deprecatedBecause', { reason: version.deprecated })}
      </Mark>
    );
  }
  return version.released ? (
    <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
      {t('versions.released')}
    </Mark>
  ) : (
    <Mark tone="neutral" icon={<RiDraftLine size={16} />}>
      {t('mark.unreleased')}
    </Mark>
  );
}
