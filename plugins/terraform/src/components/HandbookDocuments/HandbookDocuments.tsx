import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DocumentKind, DocumentSummary } from '@connectly/plugin-handbook-common';
import { Loaded, PortalLink, useLoad, useReaderLanguage } from '@connectly/plugin-platform-react';
import { useId } from 'react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './HandbookDocuments.module.css';

/** Kinds in the order in which somebody who uses a module or a stack needs them. */
const kinds: DocumentKind[] = ['troubleshooting', 'adr', 'runbook', 'guide', 'path'];

/** Documents of the handbook that name a module or a stack; nothing in a portal without a handbook. */
export function HandbookDocuments({ about, empty }: { about: string; empty: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const links = useTerraformLinks();
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listDocuments({ about, language }, { signal }),
    [api, about, language],
  );
  const title = useId();
  if (state.status === 'loaded' && !state.value) return null;
  return (
    <section className={styles.section} aria-labelledby={title}>
      <Text as="h3" id={title} variant="title-x-small" weight="bold">
        {t('documents.title')}
      </Text>
      <Loaded state={state} label={t('documents.loading')}>
        {page =>
          !page || page.items.length === 0 ? (
            <Text as="p" color="secondary">
              {empty}
            </Text>
          ) : (
            <>
              <div className={styles.kinds}>
                {kinds.map(kind => (
                  <DocumentList key={kind} kind={kind} documents={page.items.filter(each => each.kind === kind)} />
                ))}
              </div>
              {page.total > page.items.length && (
                <PortalLink href={links.documents(about)}>{t('documents.all', { total: String(page.total) })}</PortalLink>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function DocumentList({ kind, documents }: { kind: DocumentKind; documents: DocumentSummary[] }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const links = useTerraformLinks();
  if (documents.length === 0) return null;
  return (
    <div>
      <Text as="h4" variant="body-medium" weight="bold">
        {t(`documents.kinds.${kind}`)}
      </Text>
      <ul className={styles.plain}>
        {documents.map(({ repository, path, title, troubleshooting, decision }) => (
          <li key={`${repository}/${path}`}>
            <PortalLink href={links.document({ repository, path })}>
              {[troubleshooting?.entry ?? (decision && String(decision.number).padStart(4, '0')), title].filter(Boolean).join(' ')}
            </PortalLink>
          </li>
        ))}
      </ul>
    </div>
  );
}
