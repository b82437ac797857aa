import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Mark, RefusalAlert } from '@connectly/plugin-platform-react';
import { RiAlarmWarningLine, RiFlag2Line, RiGraduationCapLine, RiSignalWifiErrorLine, RiSteering2Line } from '@remixicon/react';
import { useState } from 'react';
import { handbookTranslationRef } from '../../translations/ref';
import { clockOf, useElapsed } from './clock';
import { EndRunDialog } from './EndRunDialog';
import { OutcomeMark } from './OutcomeMark';
import styles from './Runs.module.css';
import { FollowedRun } from './useRun';

/** How long the run has taken, who leads it, who is in it, and whether the server knows everything. */
export function RunBar({ follow }: { follow: FollowedRun }) {
  const { run, state, me, clockOffset, act, refusal, dismissRefusal } = follow;
  const { t } = useTranslationRef(handbookTranslationRef);
  const [isEnding, setEnding] = useState(false);
  const { ended, lead, people } = state;
  return (
    <section className={styles.bar} aria-label={t('runs.bar')}>
      <div className={styles.barTop}>
        <RunClock startedAt={run.startedAt} endedAt={ended?.at} rtoMinutes={run.rtoMinutes} clockOffset={clockOffset} />
        <div className={styles.barMarks}>
          {run.exercise ? (
            <Mark tone="neutral" icon={<RiGraduationCapLine size={16} />}>
              {t('runs.kinds.exercise')}
            </Mark>
          ) : (
            <Mark tone="bad" icon={<RiAlarmWarningLine size={16} />}>
              {t('runs.kinds.emergency')}
            </Mark>
          )}
          {ended && <OutcomeMark outcome={ended.outcome} />}
          <div role="status">
            <Connection follow={follow} />
          </div>
        </div>
      </div>
      <dl className={styles.people}>
        <div>
          <dt>{t('runs.lead')}</dt>
          <dd>
            <EntityRefLink entityRef={lead} defaultKind="user" />
          </dd>
        </div>
        <div>
          <dt>{t('runs.people')}</dt>
          <dd>
            {people.map(person => (
              <span key={person}>
                <EntityRefLink entityRef={person} defaultKind="user" />
              </span>
            ))}
          </dd>
        </div>
      </dl>
      {!ended && (
        <div className={styles.barActions}>
          {lead !== me && (
            <Button variant="secondary" iconStart={<RiSteering2Line />} onPress={() => act({ type: 'led' })}>
              {t('runs.takeLead')}
            </Button>
          )}
          <Button variant="secondary" iconStart={<RiFlag2Line />} onPress={() => setEnding(true)}>
            {t('runs.end')}
          </Button>
        </div>
      )}
      {refusal && (
        <div className={styles.refusal}>
          <RefusalAlert error={refusal.error} title={t('runs.refused')} />
          {'text' in refusal.deed && refusal.deed.text && (
            <blockquote aria-label={t('runs.refusedText')}>{refusal.deed.text}</blockquote>
          )}
          <Button variant="secondary" onPress={dismissRefusal}>
            {t('runs.dismiss')}
          </Button>
        </div>
      )}
      <EndRunDialog
        isOpen={isEnding}
        onClose={() => setEnding(false)}
        onEnd={(outcome, text) => act({ type: 'ended', outcome, ...(text ? { text } : {}) })}
      />
    </section>
  );
}

function RunClock(props: { startedAt: string; endedAt?: string; rtoMinutes?: number; clockOffset: number }) {
  const { startedAt, endedAt, rtoMinutes, clockOffset } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const seconds = useElapsed(startedAt, endedAt, clockOffset);
  const rto = rtoMinutes && 60 * rtoMinutes;
  const share = rto ? Math.min(1, seconds / rto) : 0;
  let tone = 'good';
  if (share >= 0.75) tone = 'warning';
  if (share >= 1) tone = 'bad';
  return (
    <div className={styles.clock} data-tone={rto ? tone : undefined}>
      {/* a screen reader that was told each second would say nothing else */}
      <p role="timer" aria-live="off" className={styles.clockTime}>
        <span className={styles.clockLabel}>{t('runs.elapsed')}</span> {clockOf(seconds)}
      </p>
      {rto && (
        <>
          <div className={styles.clockTrack} aria-hidden>
            <div style={{ width: `${100 * share}%` }} />
          </div>
          <p className={styles.clockRto}>
            {seconds > rto
              ? t('runs.overRto', { time: clockOf(seconds - rto), rto: clockOf(rto) })
              : t('runs.untilRto', { time: clockOf(rto - seconds), rto: clockOf(rto) })}
          </p>
        </>
      )}
    </div>
  );
}

function Connection({ follow: { unsent, isConnected } }: { follow: FollowedRun }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  if (isConnected && unsent === 0) return null;
  return (
    <Mark tone="warning" icon={<RiSignalWifiErrorLine size={16} />}>
      {isConnected ? t('runs.sending', { count: unsent }) : t('runs.disconnected')}
      {!isConnected && unsent > 0 && ` ${t('runs.unsent', { count: unsent })}`}
    </Mark>
  );
}
