import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { isMissing, Loaded, Missing, PageFrame, useLoad, useQuery } from '@connectly/plugin-platform-react';
import { RiBookOpenLine } from '@remixicon/react';
import { useEffect } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentContent } from './DocumentContent';
import styles from './DocumentPage.module.css';

/** One document. Repository, path and, when the reader has chosen one, language stand in the URL. */
export function DocumentPage() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const links = useHandbookLinks();
  const [query] = useQuery();
  const readerLanguage = useReaderLanguage();
  const [repository, path, asked] = ['repository', 'path', 'language'].map(name => query.get(name) ?? '');
  const language = asked === 'en' || asked === 'ko' ? asked : readerLanguage;
  const state = useLoad(
    signal => api.getDocument({ repository, path, language }, { signal }),
    [api, repository, path, language],
  );
  const shown = state.status === 'loaded' ? state.value : undefined;
  useAnchor(shown);
  return (
    <PageFrame
      title={t('page.title')}
      icon={<RiBookOpenLine />}
      href={links.handbook}
      detail={{ name: shown?.title ?? path, href: links.document({ repository, path }) }}
    >
      {shown ? (
        <DocumentContent document={shown} key={`${repository} ${path} ${shown.language}`} />
      ) : (
        <Container className={styles.page}>
          {isMissing(state) ? (
            <Missing
              state={state}
              title={path && repository ? t('missing.document', { path, repository }) : t('missing.unnamed')}
              description={t('missing.documentHint')}
              way={{ href: links.handbook, label: t('missing.documents') }}
            />
          ) : (
            <Loaded state={state} label={t('document.loading')} outline={[40, 24, 320]}>
              {() => null}
            </Loaded>
          )}
        </Container>
      )}
    </PageFrame>
  );
}

/** The browser looks for a link's heading before the document is there, so it is brought there again. */
function useAnchor(document: DocumentDetails | undefined) {
  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (!document || !id) return;
    try {
      window.document.getElementById(decodeURIComponent(id))?.scrollIntoView();
    } catch {
      // a fragment that is no text leads nowhere
    }
  }, [document]);
}
