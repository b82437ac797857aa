import { ResponseError } from '@backstage/errors';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { chronological, handbookRunbookRunPermission, RunbookRun, RunbookRunSummary } from '@connectly/plugin-handbook-common';
import { Allowed, Loaded, RefusalAlert, useLoad, useQuery } from '@connectly/plugin-platform-react';
import { RiRestartLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import { useTimes } from './clock';
import { OpenRunFacts, quietOf, useAgo } from './OpenRunFacts';
import styles from './Runs.module.css';

/** Ends a run that was left open, and begins another of its kind. Two people who do so at the same moment are in one new run. */
export function BeginAnew({ run, onStale }: { run: RunbookRunSummary; onStale: () => void }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const [isAsking, setAsking] = useState(false);
  const [asked, setAsked] = useState(0);
  const ask = () => {
    setAsked(count => count + 1);
    setAsking(true);
  };
  return (
    <Allowed permission={handbookRunbookRunPermission}>
      <Button size="medium" variant="secondary" iconStart={<RiRestartLine />} onPress={ask}>
        {t('runs.anew.action')}
      </Button>
      <Dialog isOpen={isAsking} onOpenChange={setAsking} isDismissable width={520}>
        <Question key={asked} run={run} onStale={onStale} onCancel={() => setAsking(false)} />
      </Dialog>
    </Allowed>
  );
}

/** Reads the run again first: the page may be hours old, and people may be in it. */
function Question(props: { run: RunbookRunSummary; onStale: () => void; onCancel: () => void }) {
  const { run, onStale, onCancel } = props;
  const { t } = useTranslationRef(handbookTranslationRef);
  const ago = useAgo();
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [, change] = useQuery();
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  const [overtaken, setOvertaken] = useState(0);
  // the same when it is tried again, so that the log has one end of it
  const end = useMemo(() => uuid(), []);
  const state = useLoad(
    async signal => withLast(await api.getRun({ id: run.id, language }, { signal })),
    [api, run.id, language, overtaken],
  );
  const read = state.status === 'loaded' ? state.value : undefined;
  const isOther = (now: RunbookRun) =>
    overtaken > 0 || now.endedAt !== undefined || now.last?.id !== run.last?.id || !quietOf(now, now.now).isForgotten;
  const begin = async (now: RunbookRun) => {
    setBusy(true);
    setError(undefined);
    const { id, repository, path, exercise } = run;
    const text = t('runs.anew.note', { time: ago(quietOf(now, now.now).minutes) });
    const seen = now.entries.at(-1)?.sequence ?? 0;
    try {
      await api.reportDeed({ id, report: { id: end, agoMilliseconds: 0, deed: { type: 'ended', outcome: 'stopped', text }, seen } });
      const begun = await api.startRun({ repository, path, language, exercise });
      change({ run: begun.id, step: '1' });
    } catch (thrown) {
      setBusy(false);
      if (ResponseError.is(thrown) && thrown.statusCode === 409) setOvertaken(count => count + 1);
      else setError(thrown as Error);
    }
  };
  return (
    <>
      <DialogHeader>{t('runs.anew.title')}</DialogHeader>
      <DialogBody>
        <div className={styles.ending}>
          <Loaded state={state} label={t('runs.anew.reading')} outline={[48]}>
            {now => (isOther(now) ? <Changed run={now} /> : <Consequences run={now} />)}
          </Loaded>
          {error && <RefusalAlert error={error} title={t('runs.beginFailed')} />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onCancel}>
          {t('runs.anew.cancel')}
        </Button>
        {read && isOther(read) ? (
          <Button onPress={onStale}>{t('runs.anew.show')}</Button>
        ) : (
          <Button isDisabled={isBusy || !read} onPress={() => read && begin(read)}>
            {t('runs.anew.action')}
          </Button>
        )}
      </DialogFooter>
    </>
  );
}

function Consequences({ run }: { run: RunbookRun }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { dateTime } = useTimes();
  return (
    <>
      <p>{t('runs.anew.description', { time: dateTime(run.startedAt) })}</p>
      <p>{t(run.exercise ? 'runs.anew.exercise' : 'runs.anew.emergency')}</p>
    </>
  );
}

/** Why it is not ended from here, and who did what meanwhile. */
function Changed({ run }: { run: RunbookRun }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  return (
    <>
      <div role="alert">
        <Alert
          status="warning"
          icon
          title={t('runs.anew.changed')}
          description={t(run.endedAt ? 'runs.anew.ended' : 'runs.anew.changedDescription')}
        />
      </div>
      <OpenRunFacts run={run} />
    </>
  );
}

/** A run that is read by itself does not say what was done last: its log does. */
function withLast(run: RunbookRun): RunbookRun {
  return { ...run, last: chronological(run.entries).at(-1) };
}
