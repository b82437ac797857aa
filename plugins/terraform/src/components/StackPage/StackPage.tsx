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
import { StackDetails } from '@connectly/plugin-terraform-common';
import { RiServerLine } from '@remixicon/react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import { FindingsTable } from '../FindingsTable';
import { ContractTab } from './ContractTab';
import { StackHeader, stackTabs } from './StackHeader';
import { StackModulesTable } from './StackModulesTable';
import styles from './StackPage.module.css';

/** One stack: what it promises, and who is hit when it changes. */
export function StackPage({ name }: { name: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const state = useLoad(signal => api.getStack(name, { signal }), [api, name]);
  return (
    <PageFrame
      title={t('stacksPage.title')}
      icon={<RiServerLine />}
      href={links.stacks}
      detail={{ name, href: links.stack(name) }}
    >
      {state.status === 'loaded' ? (
        <StackContent stack={state.value} />
      ) : (
        <Container className={styles.page}>
          {isMissing(state) ? (
            <Missing
              state={state}
              title={t('missing.stack', { name })}
              description={t('missing.stackHint')}
              way={{ href: links.stacks, label: t('missing.stacks') }}
            />
          ) : (
            <Loaded state={state} label={t('stackPage.loading')} outline={[40, 24, 320]}>
              {() => null}
            </Loaded>
          )}
        </Container>
      )}
    </PageFrame>
  );
}

function StackContent({ stack }: { stack: StackDetails }) {
  const [query] = useQuery();
  const asked = query.get('tab');
  const tab = stackTabs.find(each => each === asked) ?? 'contract';
  return (
    <>
      <StackHeader stack={stack} tab={tab} />
      <Container className={styles.page}>
        {tab === 'contract' && <ContractTab stack={stack} />}
        {tab === 'modules' && <StackModulesTable stack={stack} />}
        {tab === 'findings' && (
          <FindingsTable
            findings={stack.content.findings.map(finding => ({
              ...finding,
              repository: stack.repository,
              path: `${stack.directory}/${finding.position.file}`,
            }))}
          />
        )}
      </Container>
    </>
  );
}
