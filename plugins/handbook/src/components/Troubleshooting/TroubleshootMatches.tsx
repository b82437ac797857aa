import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { MatchReason, TroubleshootingAnswer } from '@connectly/plugin-handbook-common';
import { Mark, OwnerLink, PortalLink } from '@connectly/plugin-platform-react';
import { RiEyeOffLine, RiScissorsCutLine } from '@remixicon/react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { FreshnessMark } from '../marks';
import styles from './TroubleshootForm.module.css';

/** The entries that may explain the text, each with why it was found. */
export function TroubleshootMatches({ answer: { matches, masked, truncated, incomplete } }: { answer: TroubleshootingAnswer }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  return (
    <div className={styles.answer}>
      <Text as="p" weight="bold">
        {matches.length > 0 ? t('troubleshoot.matches', { count: matches.length }) : t('troubleshoot.nothing')}
      </Text>
      {matches.length === 0 && <Text as="p">{t('troubleshoot.nothingHint')}</Text>}
      {masked > 0 && (
        <Mark tone="neutral" icon={<RiEyeOffLine size={16} />}>
          {t('troubleshoot.masked', { count: masked })}
        </Mark>
      )}
      {truncated && (
        <Mark tone="neutral" icon={<RiScissorsCutLine size={16} />}>
          {t('troubleshoot.truncated')}
        </Mark>
      )}
      {incomplete && (
        <Mark tone="neutral" icon={<RiScissorsCutLine size={16} />}>
          {t('troubleshoot.incomplete')}
        </Mark>
      )}
      <ol className={styles.matches}>
        {matches.map(({ document, reason }) => (
          <li key={`${document.repository}/${document.path}`} className={styles.match}>
            <PortalLink href={links.document({ repository: document.repository, path: document.path })}>
              {[document.troubleshooting?.entry, document.title].filter(Boolean).join(' ')}
            </PortalLink>
            {document.troubleshooting && <Text as="p">{document.troubleshooting.symptom}</Text>}
            <Reason reason={reason} />
            {/* anybody's repository may hold an entry: whose advice it is stands beside it */}
            <p className={styles.from}>
              <span>{document.repository}</span>
              <OwnerLink owner={document.owner} />
              {document.freshness !== 'fresh' && <FreshnessMark freshness={document.freshness} />}
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Reason({ reason }: { reason: MatchReason }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  return reason.kind === 'pattern' ? (
    <p className={styles.reason}>
      {t('troubleshoot.pattern', { line: String(reason.line) })}: <code title={reason.pattern}>{reason.text}</code>
    </p>
  ) : (
    <p className={styles.reason}>
      {t('troubleshoot.words')}: {reason.words.join(', ')}
    </p>
  );
}
