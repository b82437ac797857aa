import { TranslationFunction, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { chronological, RunbookRunEntry } from '@connectly/plugin-handbook-common';
import { handbookTranslationRef } from '../../translations/ref';
import { useTimes } from './clock';
import styles from './Runs.module.css';

/** What people did, the first first. What they wrote is shown as text. */
export function RunLog(props: { entries: RunbookRunEntry[]; label: string; endedAt?: string }) {
  const { entries, label, endedAt } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const { time } = useTimes();
  if (entries.length === 0) return null;
  return (
    <ol className={styles.log} aria-label={label}>
      {chronological(entries).map(entry => (
        <li key={entry.id} data-type={entry.type}>
          <time dateTime={entry.at}>{time(entry.at)}</time>
          <div>
            <EntityRefLink entityRef={entry.by} defaultKind="user" /> <span>{sayOf(entry, t)}</span>
            {endedAt && entry.at > endedAt && <span className={styles.hint}> {t('runs.afterEnd')}</span>}
            {'text' in entry && entry.text && <p className={styles.noteText}>{entry.text}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

type Translate = TranslationFunction<typeof handbookTranslationRef.T>;

/** What somebody did, to be read behind the name. */
export function sayOf(entry: RunbookRunEntry, t: Translate): string {
  switch (entry.type) {
    case 'done':
    case 'undone':
      return t(`runs.deeds.${entry.type}`, { step: String(entry.step) });
    case 'noted':
      return entry.step === undefined ? t('runs.deeds.noted') : t('runs.deeds.notedAt', { step: String(entry.step) });
    case 'ended':
      return t(`runs.deeds.${entry.outcome}`);
    default:
      return t(`runs.deeds.${entry.type}`);
  }
}
