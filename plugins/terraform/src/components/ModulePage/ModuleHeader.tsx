import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Header, Link } from '@backstage/ui';
import {
  OwnerLink,
  useForge,
  useQuery,
  withChanges,
} from '@connectly/plugin-platform-react';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { withoutMarks } from '../InlineCode';
import { LifecycleMark } from '../marks';
import { ShownModule } from './ShownModule';
import { ModuleTab, moduleTabs } from './moduleTabs';
import { VersionPicker } from './VersionPicker';

/** Name, owner, state of life, the version that is looked at, and the tabs. */
export function ModuleHeader({
  shown,
  tab,
}: {
  shown: ShownModule;
  tab: ModuleTab;
}) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  const forge = useForge();
  const [query] = useQuery();
  const { module, version, commit } = shown;
  const { directory, manifest } = version;
  const counts = {
    inputs: directory.variables.length,
    outputs: directory.outputs.length,
    examples: Object.keys(version.examples).length,
    versions: module.versions.length,
    consumers: t('common.repositories', { count: module.consumers }),
    findings: version.findings.length + directory.findings.length,
  };
  const tabs = moduleTabs.filter(
    each => each !== 'findings' || counts.findings > 0 || tab === 'findings',
  );
  return (
    <Header
      title={manifest.title || module.name}
      description={plainText(manifest.description)}
      customActions={<VersionPicker shown={shown} />}
      metadata={[
        {
          label: t('modulePage.header.owner'),
          value: <OwnerLink owner={manifest.owner} />,
        },
        {
          label: t('modulePage.header.lifecycle'),
          value: <LifecycleMark lifecycle={manifest.lifecycle} />,
        },
        { label: t('modulePage.header.latest'), value: module.latestVersion },
        {
          label: t('modulePage.header.source'),
          value: (
            <Link
              href={forge.file({
                repository: module.repository,
                ref: commit,
                path: module.directory,
              })}
              target="_blank"
              rel="noopener noreferrer"
            >
              {module.directory}
            </Link>
          ),
        },
      ]}
      tabs={tabs.map(each => ({
        id: each,
        label:
          each === 'overview' || each === 'use' || each === 'compare'
            ? t(`modulePage.tabs.${each}`)
            : `${t(`modulePage.tabs.${each}`)} (${counts[each]})`,
        href: `${links.module(module.name) ?? ''}?${withChanges(query, {
          tab: each === 'overview' ? undefined : each,
          offset: undefined,
        })}`,
      }))}
      activeTabId={tab}
    />
  );
}

/** The header reads links in its description, and a description comes from a file. */
function plainText(text: string): string {
  return withoutMarks(text).replace(/[[\]]/g, '');
}
