import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { DocumentKind, DocumentSummary } from '@connectly/plugin-handbook-common';
import { Loaded, PortalLink, useLoad, useReaderLanguage } from '@connectly/plugin-platform-react';
import { terraformApiRef } from '../../api';
import { useTerraformLinks } from '../../links';
import { terraformTranslationRef } from '../../translations/ref';
import styles from './ModulePage.module.css';

/** Kinds in the order in which somebody who uses a module needs them. */
const kinds: DocumentKind[] = ['troubleshooting', 'adr', 'runbook', 'guide', 'path'];

/** Documents of the handbook that name the module; nothing in a portal without a handbook. */
export function ModuleDocuments({ name }: { name: string }) {
  const { t } = useTranslationRef(terraformTranslationRef);
  const api = useApi(terraformApiRef);
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listModuleDocuments({ name, language }, { signal }),
    [api, name, language],
  );
  if (state.status === 'loaded' && !state.value) return null;
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('modulePage.documents.title')}
      </Text>
      <Loaded state={state} label={t('modulePage.documents.loading')}>
        {(documents = []) =>
          documents.length === 0 ? (
            <Text as="p" color="secondary">
              {t('modulePage.documents.empty')}
            </Text>
          ) : (
            kinds.map(kind => <DocumentList key={kind} kind={kind} documents={documents.filter(each => each.kind === kind)} />)
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
        {t(`modulePage.documents.kinds.${kind}`)}
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
