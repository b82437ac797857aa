import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RunbookRunSummary } from '@connectly/plugin-handbook-common';
import { Mark } from '@connectly/plugin-platform-react';
import { RiZzzLine } from '@remixicon/react';
import { useDuration } from '../../duration';
import { handbookTranslationRef } from '../../translations/ref';
import { useTimes } from './clock';
import { sayOf } from './RunLog';
import styles from './Runs.module.css';

/** How long nothing is done in a run until it looks as if somebody had forgotten to end it, in minutes. */
const quietLimit = 4 * 60;

/**
 * Minutes since somebody did something in a run, and whether it looks forgotten.
 *
 * @param now - when the run was read, where that is known: what was read an hour ago says nothing of that hour
 */
export function quietOf(run: RunbookRunSummary, now?: string): { minutes: number; isForgotten: boolean } {
  const minutes = minutesSince(run.last?.at ?? run.startedAt, now);
  return { minutes, isForgotten: minutes >= quietLimit };
}

/** Whole minutes, one at least: "0 minutes ago" is no time. */
function minutesSince(iso: string, now?: string): number {
  return Math.max(1, Math.floor(((now ? Date.parse(now) : Date.now()) - Date.parse(iso)) / 60_000));
}

/** Since when a run goes on, who began it, and what was done last: by them one sees whether it is the one to join. */
export function OpenRunFacts({ run }: { run: RunbookRunSummary }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { dateTime } = useTimes();
  const ago = useAgo();
  const { last } = run;
  const { minutes, isForgotten } = quietOf(run);
  return (
    <div className={styles.facts}>
      <p>
        {t('runs.begunAgo', { ago: ago(minutesSince(run.startedAt)), time: dateTime(run.startedAt) })}{' '}
        <EntityRefLink entityRef={run.startedBy} defaultKind="user" />
      </p>
      <p>
        {last ? (
          <>
            {t('runs.lastDeed', { ago: ago(minutes) })} <EntityRefLink entityRef={last.by} defaultKind="user" /> {sayOf(last, t)}
          </>
        ) : (
          t('runs.noDeed')
        )}
      </p>
      {isForgotten && (
        <Mark tone="warning" icon={<RiZzzLine size={16} />}>
          {t('runs.forgotten', { time: ago(minutes) })}
        </Mark>
      )}
    </div>
  );
}

/** Says a time that has passed: whole days and hours suffice for what is older than a day. */
export function useAgo(): (minutes: number) => string {
  const duration = useDuration();
  return minutes => duration(minutes >= 1440 ? minutes - (minutes % 60) : minutes);
}
