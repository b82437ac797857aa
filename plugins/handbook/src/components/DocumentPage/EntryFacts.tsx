import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { DocumentDetails, TroubleshootingFacts } from '@connectly/plugin-handbook-common';
import { Mark } from '@connectly/plugin-platform-react';
import { RiChatQuoteLine, RiCheckboxCircleLine } from '@remixicon/react';
import { Fragment } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import { ErrorCode } from './ErrorCode';
import styles from './DocumentPage.module.css';

/** What one sees, how it is known, and what finds the entry. Cause, fix and verification stand in the text below. */
export function EntryFacts({ document, entry }: { document: DocumentDetails; entry: TroubleshootingFacts }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { proof, source, match, errors } = entry;
  return (
    <section className={styles.lead}>
      <Text as="h3" variant="body-small" weight="bold" color="secondary">
        {t('entry.symptom')}
      </Text>
      <Text as="p" variant="title-x-small">
        {entry.symptom || document.title}
      </Text>
      {proof ? (
        <Mark tone="good" icon={<RiCheckboxCircleLine size={16} />}>
          {t('entry.reproduced', { proof })}
        </Mark>
      ) : (
        <Mark tone="neutral" icon={<RiChatQuoteLine size={16} />}>
          <Source source={source} />
        </Mark>
      )}
      {errors.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('entry.errors')}:{' '}
          {errors.map((code, index) => (
            <Fragment key={code}>
              {index > 0 && ', '}
              <ErrorCode code={code} />
            </Fragment>
          ))}
        </Text>
      )}
      {match.length > 0 && (
        <details>
          <summary>{t('entry.patterns')}</summary>
          <ul className={styles.patterns}>
            {match.map(pattern => (
              <li key={pattern}>
                <code>{pattern}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Source({ source }: { source: string | undefined }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (!source) return <>{t('entry.unknown')}</>;
  // an address of the web and nothing else: the file is hostile
  if (!/^https?:\/\/\S+$/i.test(source)) return <>{t('entry.reported', { source })}</>;
  return (
    <>
      {t('entry.reported', { source: '' })}
      <Link href={source} target="_blank" rel="noopener noreferrer">
        {source}
      </Link>
    </>
  );
}
