import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { DataTable, Loaded, RefusalAlert, useLoad, useQuery } from '@connectly/plugin-platform-react';
import { RiAlarmWarningLine, RiGraduationCapLine, RiTeamLine } from '@remixicon/react';
import { useState } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { clockOf, useTimes } from './clock';
import { OutcomeMark } from './OutcomeMark';
import styles from './Runs.module.css';

/** How many former runs are shown. */
const shown = 10;

/** Begins a run of a runbook, or joins the one that goes on; below it the runs of before. */
export function RunsOfRunbook({ document: { repository, path } }: { document: DocumentDetails }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listRuns({ repository, path, language, limit: shown }, { signal }),
    [api, repository, path, language],
  );
  return (
    <section className={styles.runs} data-print="none" aria-label={t('runs.title')}>
      <Loaded state={state} label={t('runs.loading')} outline={[48]}>
        {({ items }) => {
          const open = items.find(run => !run.endedAt);
          return (
            <>
              {open ? <Join id={open.id} startedAt={open.startedAt} startedBy={open.startedBy} /> : <Begin repository={repository} path={path} />}
              <FormerRuns runs={items.filter(run => run.endedAt)} />
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function Join({ id, startedAt, startedBy }: { id: string; startedAt: string; startedBy: string }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { dateTime } = useTimes();
  const [, change] = useQuery();
  return (
    <div className={styles.open}>
      <div>
        <Text as="p" weight="bold">
          {t('runs.open')}
        </Text>
        <Text as="p" color="secondary">
          {t('runs.begunAt', { time: dateTime(startedAt) })} <EntityRefLink entityRef={startedBy} defaultKind="user" />
        </Text>
      </div>
      <Button size="medium" iconStart={<RiTeamLine />} onPress={() => change({ run: id })}>
        {t('runs.join')}
      </Button>
    </div>
  );
}

function Begin({ repository, path }: { repository: string; path: string }) {
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
  return (
    <>
      <div className={styles.actions}>
        <Button iconStart={<RiAlarmWarningLine />} isDisabled={isBeginning} onPress={() => begin(false)}>
          {t('runs.begin')}
        </Button>
        <Button variant="secondary" iconStart={<RiGraduationCapLine />} isDisabled={isBeginning} onPress={() => begin(true)}>
          {t('runs.beginExercise')}
        </Button>
      </div>
      <p className={styles.hint}>{t('runs.hint')}</p>
      {failure && <RefusalAlert error={failure.error} title={t('runs.beginFailed')} retry={() => begin(failure.exercise)} />}
    </>
  );
}

function FormerRuns({ runs }: { runs: Awaited<ReturnType<typeof handbookApiRef.T.listRuns>>['items'] }) {
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
