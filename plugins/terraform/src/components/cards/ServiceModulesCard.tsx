import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import {
  DataTable,
  Loaded,
  Mark,
  PortalLink,
} from '@connectly/plugin-platform-react';
import { ModuleUsage } from '@connectly/plugin-terraform-common';
import {
  RiArrowUpCircleLine,
  RiCheckboxCircleLine,
  RiForbidLine,
  RiQuestionLine,
} from '@remixicon/react';
import { byEnvironment } from '../../environments';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { UsageVersion } from '../marks';
import { NothingCalled } from './NothingCalled';
import styles from './cards.module.css';
import { useServiceUsage } from './useServiceUsage';

/** Which modules a service calls, at which version in each environment. */
export function ServiceModulesCard() {
  const { t } = useTranslationRef(terraformTranslationRef);
  const state = useServiceUsage();
  return (
    <EntityInfoCard title={t('serviceModulesCard.title')}>
      <Loaded
        state={state}
        label={t('serviceModulesCard.loading')}
        outline={[24, 24, 24, 24]}
      >
        {({ modules }) =>
          modules.length === 0 ? (
            <NothingCalled modules={0} otherwise={t('serviceModulesCard.empty')} />
          ) : (
            <div className={styles.content}>
              <Summary usages={modules} />
              <Versions usages={modules} />
            </div>
          )
        }
      </Loaded>
    </EntityInfoCard>
  );
}

function Summary({ usages }: { usages: ModuleUsage[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const deprecated = usages.filter(usage => usage.deprecated).length;
  const unknown = usages.filter(
    usage => usage.unknownRelease && !usage.deprecated,
  ).length;
  const outdated = usages.filter(
    usage => usage.outdated && !usage.deprecated && !usage.unknownRelease,
  ).length;
  if (deprecated + unknown + outdated === 0) {
    return (
      <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
        {t('serviceModulesCard.current')}
      </Mark>
    );
  }
  return (
    <>
      {deprecated > 0 && (
        <Mark tone="bad" icon={<RiForbidLine size={16} />}>
          {t('serviceModulesCard.deprecated', { count: deprecated })}
        </Mark>
      )}
      {unknown > 0 && (
        <Mark tone="bad" icon={<RiQuestionLine size={16} />}>
          {t('serviceModulesCard.unknownRelease', { count: unknown })}
        </Mark>
      )}
      {outdated > 0 && (
        <Mark tone="warning" icon={<RiArrowUpCircleLine size={16} />}>
          {t('serviceModulesCard.outdated', { count: outdated })}
        </Mark>
      )}
    </>
  );
}

function Versions({ usages }: { usages: ModuleUsage[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const places = [...new Set(usages.map(placeOf))].sort(byEnvironment);
  const modules = [...new Set(usages.map(usage => usage.module))].sort();
  const rows = modules.map(module => ({
    module,
    usages: usages.filter(usage => usage.module === module),
  }));
  return (
    <DataTable
      caption={t('serviceModulesCard.caption')}
      rows={rows}
      rowKey={row => row.module}
      columns={[
        {
          key: 'module',
          title: t('serviceModulesCard.module'),
          isRowHeader: true,
          cell: row => (
            <PortalLink href={links.module(row.module)}>
              {row.module}
            </PortalLink>
          ),
        },
        ...places.map(place => ({
          key: `place:${place}`,
          title: place,
          cell: (row: (typeof rows)[number]) => (
            <ul className={styles.versions}>
              {differentVersions(
                row.usages.filter(usage => placeOf(usage) === place),
              ).map(usage => (
                <li key={usage.version ?? ''}>
                  <UsageVersion usage={usage} />
                </li>
              ))}
            </ul>
          ),
        })),
        {
          key: 'latest',
          title: t('serviceModulesCard.latest'),
          cell: row => (
            <span className={styles.version}>
              {row.usages[0].latestVersion ?? '–'}
            </span>
          ),
        },
      ]}
    />
  );
}

function placeOf(usage: ModuleUsage): string {
  return usage.environment ?? usage.directory;
}

/** A module may be called several times in one place; each version of it is shown once. */
function differentVersions(usages: ModuleUsage[]): ModuleUsage[] {
  return [...new Map(usages.map(usage => [usage.version, usage])).values()];
}
