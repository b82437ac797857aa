import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RunbookStep } from '@connectly/plugin-handbook-common';
import { RiArrowGoBackLine, RiCheckLine } from '@remixicon/react';
import { handbookTranslationRef } from '../../translations/ref';
import { RunbookReader } from '../DocumentPage/RunbookReader';
import { clockOf, useTimes } from './clock';
import { NoteForm } from './NoteForm';
import { RunBar } from './RunBar';
import { RunLog } from './RunLog';
import styles from './Runs.module.css';
import { FollowedRun } from './useRun';

/** One step of a run: what to do, its tick, and what people noted at it. */
export function RunStep(props: {
  follow: FollowedRun;
  steps: RunbookStep[];
  /** Counts from 1. */
  number: number;
  onStep: (number: number | undefined) => void;
}) {
  const { follow, steps, number, onStep } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const { run, entries, state, act } = follow;
  const { doneAt } = state.steps[number - 1];
  const notes = entries.filter(entry => entry.type === 'noted' && entry.step === number);
  return (
    <RunbookReader
      document={run.document}
      steps={steps}
      number={number}
      onStep={onStep}
      closeLabel={t('runs.overview')}
      isDone={step => state.steps[step - 1].doneAt !== undefined}
      above={<RunBar follow={follow} />}
      action={
        doneAt === undefined && (
          <Button size="medium" iconStart={<RiCheckLine />} onPress={() => act({ type: 'done', step: number })}>
            {t('runs.tick')}
          </Button>
        )
      }
    >
      {doneAt !== undefined && (
        <div className={styles.done}>
          <StepDone follow={follow} number={number} />
          <Button variant="secondary" iconStart={<RiArrowGoBackLine />} onPress={() => act({ type: 'undone', step: number })}>
            {t('runs.untick')}
          </Button>
        </div>
      )}
      <div className={styles.notes}>
        <RunLog entries={notes} label={t('runs.notesOfStep')} endedAt={state.ended?.at} />
        <NoteForm label={t('runs.noteOfStep')} onNote={text => act({ type: 'noted', step: number, text })} key={number} />
      </div>
    </RunbookReader>
  );
}

function StepDone({ follow, number }: { follow: FollowedRun; number: number }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { time } = useTimes();
  const { doneAt, doneBy, seconds } = follow.state.steps[number - 1];
  if (!doneAt || !doneBy) return null;
  return (
    <p role="status" className={styles.doneBy}>
      <RiCheckLine size={20} aria-hidden />
      <span>
        {t('runs.doneAt', { time: time(doneAt), took: clockOf(seconds ?? 0) })} <EntityRefLink entityRef={doneBy} defaultKind="user" />
      </span>
    </p>
  );
}
