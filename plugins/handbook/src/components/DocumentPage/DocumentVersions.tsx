import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { DocumentDetails, DocumentHistory } from '@connectly/plugin-handbook-common';
import { useForge } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './DocumentPage.module.css';

/** When a document changed, who changed it and what for: as far as the portal has read, and at the forge as a whole. */
export function DocumentVersions({ document, history }: { document: DocumentDetails; history: DocumentHistory | undefined }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const forge = useForge();
  if (!history || history.versions.length === 0) return null;
  const { repository, path, ref } = document;
  const branch = ref.replace(/^refs\/heads\//, '');
  return (
    <details className={styles.history}>
      <summary>{t('history.title', { count: history.versions.length })}</summary>
      <ol>
        {history.versions.map(({ commit, at, author, subject, state, inherited }) => (
          <li key={commit}>
            {at && <time dateTime={at}>{at.slice(0, 10)}</time>}
            <span>
              {/* that commit need not have changed it */}
              {inherited && <span className={styles.historyAuthor}>{t('history.first')} </span>}
              <Link href={forge.commit({ repository, commit })} target="_blank" rel="noopener noreferrer">
                {subject || commit.slice(0, 7)}
              </Link>
              {author && <span className={styles.historyAuthor}> {author}</span>}
              {state && <span className={styles.historyAuthor}> · {t(`decision.${state}`)}</span>}
            </span>
          </li>
        ))}
      </ol>
      <p>
        <Link href={forge.history({ repository, branch, path })} target="_blank" rel="noopener noreferrer">
          {t('history.all')}
        </Link>
      </p>
    </details>
  );
}
