import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { DocumentDetails, RunbookRunSummary } from '@connectly/plugin-handbook-common';
import { DataTable, Loaded, RefusalAlert, useLoad, useQuery } from '@connectly/plugin-platform-react';
import { RiAlarmWarningLine, RiGraduationCapLine, RiTeamLine } from '@remixicon/react';
import { useState } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { BeginAnew } from './BeginAnew';
import { clockOf, useTimes } from './clock';
import { OpenRunFacts, quietOf } from './OpenRunFacts';
import { OutcomeMark } from './OutcomeMark';
import styles from './Runs.module.css';

/** How many former runs are shown. */
const shown = 10;

/** Begins a run of a runbook, or joins one that goes on; below it the runs of before. */
export function RunsOfRunbook({ document: { repository, path } }: { document: DocumentDetails }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [reading, setReading] = useState(0);
  const state = useLoad(
    signal => api.listRuns({ repository, path, language, limit: shown }, { signal }),
    [api, repository, path, language, reading],
  );
  return (
    <section className={styles.runs} data-print="none" aria-label={t('runs.title')}>
      <Loaded state={state} label={t('runs.loading')} outline={[48]}>
        {({ items }) => {
          const open = items.filter(run => !run.endedAt);
          return (
            <>
              <Begin repository={repository} path={path} open={open} />
              {open.map(run => (
                <OpenRun
                  key={run.id}
                  run={run}
                  mayBegin={!run.exercise || open.every(each => each.exercise)}
                  onStale={() => setReading(count => count + 1)}
                />
              ))}
              <FormerRuns runs={items.filter(run => run.endedAt)} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

/** A run that goes on: to join it, or to end it when somebody has left it open. */
function OpenRun({ run, mayBegin, onStale }: { run: RunbookRunSummary; mayBegin: boolean; onStale: () => void }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const [, change] = useQuery();
  const title = t(run.exercise ? 'runs.open.exercise' : 'runs.open.emergency');
  const { isForgotten } = quietOf(run);
  return (
    <section className={styles.open} data-kind={run.exercise ? 'exercise' : 'emergency'} aria-label={title}>
      <div>
        <Text as="p" weight="bold">
          {title}
        </Text>
        <OpenRunFacts run={run} />
      </div>
      <div className={styles.actions}>
        <Button
          size="medium"
          variant={run.exercise || isForgotten ? 'secondary' : 'primary'}
          iconStart={<RiTeamLine />}
          onPress={() => change({ run: run.id })}
        >
          {t('runs.join')}
        </Button>
        {isForgotten && mayBegin && <BeginAnew run={run} onStale={onStale} />}
      </div>
    </section>
  );
}

/** What can be begun: an emergency waits for no exercise, and nobody exercises while there is one. */
function Begin({ repository, path, open }: { repository: string; path: string; open: RunbookRunSummary[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [, change] = useQuery();
  const [isBeginning, setBeginning] = useState(false);
  const [failure, setFailure] = useState<{ error: Error; exercise: boolean }>();
  const begin = async (exercise: boolean) => {
    setBeginning(true);
    setFailure(undefined);
    try {
      const { id } = await api.startRun({ repository, path, language, exercise });
      change({ run: id, step: '1' });
    } catch (error) {
      setFailure({ error: error as Error, exercise });
      setBeginning(false);
    }
  };
  if (open.some(run => !run.exercise)) return null;
  return (
    <>
      <div className={styles.actions}>
        <Button iconStart={<RiAlarmWarningLine />} isDisabled={isBeginning} onPress={() => begin(false)}>
          {t('runs.begin')}
        </Button>
        {open.length === 0 && (
          <Button variant="secondary" iconStart={<RiGraduationCapLine />} isDisabled={isBeginning} onPress={() => begin(true)}>
            {t('runs.beginExercise')}
          </Button>
        )}
      </div>
      <p className={styles.hint}>{t('runs.hint')}</p>
      {failure && <RefusalAlert error={failure.error} title={t('runs.beginFailed')} retry={() => begin(failure.exercise)} />}
    </>
  );
}

function FormerRuns({ runs }: { runs: RunbookRunSummary[] }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { dateTime } = useTimes();
  const links = useHandbookLinks();
  if (runs.length === 0) return null;
  return (
    <DataTable
      caption={t('runs.former')}
      rows={runs}
      rowKey={run => run.id}
      isWide
      columns={[
        {
          key: 'begun',
          title: t('runs.columns.begun'),
          isRowHeader: true,
          cell: run => {
            const href = links.document({ repository: run.repository, path: run.path, run: run.id });
            return href ? <Link href={href}>{dateTime(run.startedAt)}</Link> : dateTime(run.startedAt);
          },
        },
        { key: 'by', title: t('runs.columns.by'), cell: run => <EntityRefLink entityRef={run.startedBy} defaultKind="user" /> },
        { key: 'kind', title: t('runs.columns.kind'), cell: run => t(run.exercise ? 'runs.kinds.exercise' : 'runs.kinds.emergency') },
        { key: 'outcome', title: t('runs.columns.outcome'), cell: run => <OutcomeMark outcome={run.outcome} /> },
        { key: 'steps', title: t('runs.columns.steps'), cell: run => t('path.progress', { done: String(run.done), total: String(run.steps) }) },
        {
          key: 'took',
          title: t('runs.columns.took'),
          cell: run => clockOf((Date.parse(run.endedAt ?? run.startedAt) - Date.parse(run.startedAt)) / 1000),
        },
      ]}
    />
  );
}
