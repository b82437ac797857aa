import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import {
  isMissing,
  Loaded,
  Missing,
  PageFrame,
  useLoad,
  useQuery,
} from '@connectly/plugin-platform-react';
import { RiStackLine } from '@remixicon/react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { ComparisonTab } from '../Comparison';
import { FindingsTable } from '../FindingsTable';
import { UsageTab } from '../UsageBuilder';
import { ConsumersTab } from './ConsumersTab';
import { ExamplesTab } from './ExamplesTab';
import { InputsTab } from './InputsTab';
import { ModuleHeader } from './ModuleHeader';
import styles from './ModulePage.module.css';
import { moduleTabs } from './moduleTabs';
import { OutputsTab } from './OutputsTab';
import { OverviewTab } from './OverviewTab';
import { ShownModule } from './ShownModule';
import { VersionNotices } from './VersionNotices';
import { VersionsTab } from './VersionsTab';

/** One module at one version. Version and tab stand in the URL. */
export function ModulePage({ name }: { name: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const [query] = useQuery();
  const asked = query.get('version') ?? '';
  const state = useLoad(
    async (signal): Promise<ShownModule> => {
      const module = await api.getModule(name, { signal });
      const wanted = asked || module.latest.version;
      const version =
        wanted === module.latest.version
          ? module.latest
          : await api.getModuleVersion({ name, version: wanted }, { signal });
      const summary = module.versions.find(each => each.version === wanted);
      return {
        module,
        version,
        commit: summary?.commit ?? 'HEAD',
        released: summary?.released ?? module.released,
      };
    },
    [api, name, asked],
    { keep: true },
  );
  return (
    <PageFrame
      title={t('modulesPage.title')}
      icon={<RiStackLine />}
      href={links.modules}
      detail={{ name, href: links.module(name) }}
    >
      {state.status === 'loaded' ? (
        <ModuleContent shown={state.value} />
      ) : (
        <Container className={styles.page}>
          {isMissing(state) ? (
            <Missing
              state={state}
              title={asked ? t('missing.version', { name, version: asked }) : t('missing.module', { name })}
              description={asked ? t('missing.versionHint') : t('missing.moduleHint')}
              way={
                asked
                  ? { href: links.module(name), label: t('missing.latest') }
                  : { href: links.modules, label: t('missing.modules') }
              }
            />
          ) : (
            <Loaded state={state} label={t('modulePage.loading')} outline={[40, 24, 320]}>
              {() => null}
            </Loaded>
          )}
        </Container>
      )}
    </PageFrame>
  );
}

function ModuleContent({ shown }: { shown: ShownModule }) {
  const [query] = useQuery();
  const asked = query.get('tab');
  const tab = moduleTabs.find(each => each === asked) ?? 'overview';
  const { version, module, commit } = shown;
  return (
    <>
      <ModuleHeader shown={shown} tab={tab} />
      <Container className={styles.page}>
        <VersionNotices shown={shown} />
        {tab === 'overview' && <OverviewTab shown={shown} />}
        {tab === 'use' && <UsageTab shown={shown} />}
        {tab === 'inputs' && <InputsTab version={version} />}
        {tab === 'outputs' && (
          <OutputsTab outputs={version.directory.outputs} />
        )}
        {tab === 'examples' && <ExamplesTab examples={version.examples} />}
        {tab === 'versions' && <VersionsTab shown={shown} />}
        {tab === 'compare' && <ComparisonTab shown={shown} />}
        {tab === 'consumers' && <ConsumersTab module={module} />}
        {tab === 'findings' && (
          <FindingsTable
            findings={[...version.findings, ...version.directory.findings].map(
              finding => ({
                ...finding,
                repository: module.repository,
                path: `${module.directory}/${finding.position.file}`,
                commit,
              }),
            )}
          />
        )}
      </Container>
    </>
  );
}
