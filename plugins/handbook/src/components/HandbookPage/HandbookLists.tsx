import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container, Header } from '@backstage/ui';
import { PageFrame, useQuery } from '@connectly/plugin-platform-react';
import { RiBookOpenLine } from '@remixicon/react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { OwnersList } from '../Owners';
import { OpenRuns } from '../Runs';
import { TroubleshootForm } from '../Troubleshooting';
import { DocumentList } from './DocumentList';
import styles from './HandbookPage.module.css';
import { PathList } from './PathList';

/** The tabs in their order. */
const tabs = ['adr', 'runbook', 'troubleshooting', 'guide', 'path', 'all', 'owners'] as const;

/** Documents by kind. The tab stands in the URL, as everything that narrows its list. */
export function HandbookLists() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const [query] = useQuery();
  const asked = query.get('tab');
  const tab = tabs.find(each => each === asked) ?? 'adr';
  return (
    <PageFrame title={t('page.title')} icon={<RiBookOpenLine />} href={links.handbook}>
      <Header
        title={t('page.title')}
        description={t('page.description')}
        tabs={tabs.map(each => ({
          id: each,
          label: t(`page.tabs.${each}`),
          href: `${links.handbook ?? ''}?tab=${each}`,
        }))}
        activeTabId={tab}
      />
      <Container className={styles.page}>
        {tab === 'troubleshooting' && <TroubleshootForm />}
        {tab === 'runbook' && <OpenRuns />}
        {tab === 'path' && <PathList />}
        {tab === 'owners' && <OwnersList />}
        {tab !== 'path' && tab !== 'owners' && <DocumentList kind={tab} key={tab} />}
      </Container>
    </PageFrame>
  );
}
