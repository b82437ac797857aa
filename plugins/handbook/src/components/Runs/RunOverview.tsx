import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { RunbookStep } from '@connectly/plugin-handbook-common';
import { DataTable, RefusalAlert } from '@connectly/plugin-platform-react';
import { RiDownloadLine, RiPrinterLine } from '@remixicon/react';
import { useState } from 'react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { clockOf, useTimes } from './clock';
import { NoteForm } from './NoteForm';
import { RunBar } from './RunBar';
import { RunLog } from './RunLog';
import styles from './Runs.module.css';
import { FollowedRun } from './useRun';

/** A run as a whole: what is done and what is not, and its log. */
export function RunOverview(props: { follow: FollowedRun; steps: RunbookStep[]; onStep: (number: number) => void }) {
  const { follow, steps, onStep } = props;
  const { run, entries, state, act } = follow;
  const { t } = useTranslationRef(handbookTranslationRef);
  const { time, dateTime } = useTimes();
  const links = useHandbookLinks();
  const runbook = links.document({ repository: run.repository, path: run.path });
  const next = steps.find(step => !state.steps[step.number - 1].doneAt);
  return (
    <article className={styles.overview}>
      <div>
        <Text as="h2" variant="title-medium" weight="bold">
          {run.document.title}
        </Text>
        <Text as="p" color="secondary">
          {t('runs.begunAt', { time: dateTime(run.startedAt) })} <EntityRefLink entityRef={run.startedBy} defaultKind="user" />
          {runbook && (
            <>
              {' · '}
              <Link href={runbook}>{t('runs.runbook')}</Link>
            </>
          )}
        </Text>
      </div>
      <RunBar follow={follow} />
      {next && !state.ended && (
        <div className={styles.actions}>
          <Button size="medium" onPress={() => onStep(next.number)}>
            {t('runs.goOn', { number: String(next.number), title: next.title })}
          </Button>
        </div>
      )}
      <DataTable
        caption={t('runbook.steps')}
        rows={steps}
        rowKey={step => String(step.number)}
        isWide
        columns={[
          {
            key: 'title',
            title: t('runs.columns.step'),
            isRowHeader: true,
            width: 46,
            cell: step => (
              <Link href={links.document({ repository: run.repository, path: run.path, run: run.id, step: step.number }) ?? ''}>
                {`${step.number}. ${step.title}`}
              </Link>
            ),
          },
          {
            key: 'done',
            title: t('runs.columns.done'),
            cell: step => {
              const { doneAt } = state.steps[step.number - 1];
              return doneAt ? <time dateTime={doneAt}>{time(doneAt)}</time> : t('runs.notDone');
            },
          },
          {
            key: 'by',
            title: t('runs.columns.by'),
            cell: step => {
              const { doneBy } = state.steps[step.number - 1];
              return doneBy && <EntityRefLink entityRef={doneBy} defaultKind="user" />;
            },
          },
          {
            key: 'took',
            title: t('runs.columns.took'),
            cell: step => {
              const { seconds } = state.steps[step.number - 1];
              return seconds === undefined ? '' : clockOf(seconds);
            },
          },
          {
            key: 'expected',
            title: t('runs.columns.expected'),
            cell: step => (step.minutes === undefined ? '' : clockOf(60 * step.minutes)),
          },
        ]}
      />
      <section className={styles.section}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('runs.log')}
        </Text>
        <RunLog entries={entries} label={t('runs.log')} endedAt={state.ended?.at} />
        <NoteForm label={t('runs.note')} onNote={text => act({ type: 'noted', text })} />
      </section>
      <Report follow={follow} />
    </article>
  );
}

function Report({ follow: { run, unsent } }: { follow: FollowedRun }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [error, setError] = useState<Error>();
  const download = async () => {
    setError(undefined);
    try {
      const text = await api.getRunReport({ id: run.id, language });
      const address = URL.createObjectURL(new Blob([text], { type: 'text/markdown' }));
      const link = document.createElement('a');
      link.href = address;
      link.download = `${run.startedAt.slice(0, 10)}-${run.path.split('/').at(-1)}`;
      link.click();
      URL.revokeObjectURL(address);
    } catch (thrown) {
      setError(thrown as Error);
    }
  };
  return (
    <section className={styles.section} data-print="none">
      {error && <RefusalAlert error={error} title={t('runs.reportFailed')} retry={download} />}
      <div className={styles.actions}>
        <Button variant="secondary" iconStart={<RiDownloadLine />} isDisabled={unsent > 0} onPress={download}>
          {t('runs.report')}
        </Button>
        <Button variant="secondary" iconStart={<RiPrinterLine />} onPress={() => window.print()}>
          {t('runbook.print')}
        </Button>
      </div>
    </section>
  );
}
