import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Dialog, DialogBody, DialogFooter, DialogHeader } from '@backstage/ui';
import { handbookRunbookRunPermission, RunbookRunSummary } from '@connectly/plugin-handbook-common';
import { Allowed, RefusalAlert, useQuery } from '@connectly/plugin-platform-react';
import { RiRestartLine } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { v4 as uuid } from 'uuid';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import { useTimes } from './clock';
import { quietOf, useAgo } from './OpenRunFacts';
import styles from './Runs.module.css';

/** Ends a run that was left open, and begins another of its kind. Two people who do so at the same moment are in one new run. */
export function BeginAnew({ run }: { run: RunbookRunSummary }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const { dateTime } = useTimes();
  const ago = useAgo();
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const [, change] = useQuery();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<Error>();
  // the same when it is tried again, so that the log has one end of it
  const end = useMemo(() => uuid(), []);
  const begin = async () => {
    setBusy(true);
    setError(undefined);
    const { id, repository, path, exercise } = run;
    const text = t('runs.anew.note', { time: ago(quietOf(run).minutes) });
    try {
      await api.reportDeed({ id, report: { id: end, agoMilliseconds: 0, deed: { type: 'ended', outcome: 'stopped', text } } });
      const begun = await api.startRun({ repository, path, language, exercise });
      change({ run: begun.id, step: '1' });
    } catch (thrown) {
      setError(thrown as Error);
      setBusy(false);
    }
  };
  return (
    <Allowed permission={handbookRunbookRunPermission}>
      <Button size="medium" variant="secondary" iconStart={<RiRestartLine />} onPress={() => setAsking(true)}>
        {t('runs.anew.action')}
      </Button>
      <Dialog isOpen={isAsking} onOpenChange={setAsking} isDismissable width={520}>
        <DialogHeader>{t('runs.anew.title')}</DialogHeader>
        <DialogBody>
          <div className={styles.ending}>
            <p>{t('runs.anew.description', { time: dateTime(run.startedAt) })}</p>
            <p>{t(run.exercise ? 'runs.anew.exercise' : 'runs.anew.emergency')}</p>
            {error && <RefusalAlert error={error} title={t('runs.beginFailed')} />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => setAsking(false)}>
            {t('runs.anew.cancel')}
          </Button>
          <Button isDisabled={isBusy} onPress={begin}>
            {t('runs.anew.action')}
          </Button>
        </DialogFooter>
      </Dialog>
    </Allowed>
  );
}
