import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DocumentDetails, DocumentHistory } from '@connectly/plugin-handbook-common';
import { RiHistoryLine } from '@remixicon/react';
import { diffWordsWithSpace } from 'diff';
import { useMemo } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import styles from './DocumentPage.module.css';

/** Comparing longer texts word by word would hold the page up. */
const lengthLimit = 100_000;

/** What a decision says now and did not say when it was accepted; nothing when it says the same. */
export function SinceAcceptance({ document, history }: { document: DocumentDetails; history: DocumentHistory | undefined }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const accepted = history?.accepted;
  const { text } = document.content;
  const parts = useMemo(() => (accepted ? changesBetween(accepted.text, text) : undefined), [accepted, text]);
  if (!accepted || !parts) return null;
  return (
    <details className={styles.since}>
      <summary>
        <RiHistoryLine size={18} aria-hidden />{' '}
        {accepted.at ? t('history.since', { date: accepted.at.slice(0, 10) }) : t('history.sinceUnknown')}
      </summary>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>
        {parts.map((part, index) => {
          if (part.added) return <ins key={index}>{part.value}</ins>;
          if (part.removed) return <del key={index}>{part.value}</del>;
          return <span key={index}>{part.value}</span>;
        })}
      </pre>
    </details>
  );
}

/** Both texts in one, with what is around the changes. */
function changesBetween(before: string, after: string) {
  if (before.length + after.length > lengthLimit) return [{ value: before, added: false, removed: true }, { value: after, added: true, removed: false }];
  return diffWordsWithSpace(before, after).map(part => ({ ...part, value: part.added || part.removed ? part.value : shortened(part.value) }));
}

/** What did not change, without its middle. */
function shortened(text: string): string {
  const lines = text.split('\n');
  return lines.length > 7 ? [...lines.slice(0, 3), '⋯', ...lines.slice(-3)].join('\n') : text;
}
