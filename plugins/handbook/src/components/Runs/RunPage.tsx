import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { isMissing, Loaded, Missing, PageFrame, useQuery } from '@connectly/plugin-platform-react';
import { RiBookOpenLine } from '@remixicon/react';
import { useEffect, useRef } from 'react';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { RunNews } from './RunNews';
import { RunOverview } from './RunOverview';
import styles from './Runs.module.css';
import { RunStep } from './RunStep';
import { FollowedRun, useRun } from './useRun';

/** A run of a runbook. Run and step stand in the URL, so that a link leads everybody to the same place. */
export function RunPage({ id }: { id: string }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const { load, follow } = useRun(id);
  const [query] = useQuery();
  const [repository, path] = ['repository', 'path'].map(name => query.get(name) ?? '');
  const way =
    repository && path
      ? { href: links.document({ repository, path }), label: t('missing.runbook') }
      : { href: links.handbook && `${links.handbook}?tab=runbook`, label: t('missing.runbooks') };
  return (
    <PageFrame
      title={t('page.title')}
      icon={<RiBookOpenLine />}
      href={links.handbook}
      detail={{
        name: follow?.run.document.title ?? t('runs.title'),
        href: follow && links.document({ repository: follow.run.repository, path: follow.run.path }),
      }}
    >
      <Container className={styles.page}>
        {follow && <Followed follow={follow} />}
        {!follow && isMissing(load) && (
          <Missing state={load} title={t('missing.run')} description={t('missing.runHint')} way={way} />
        )}
        {!follow && !isMissing(load) && (
          <Loaded state={load} label={t('runs.loading')} outline={[80, 40, 320]}>
            {() => null}
          </Loaded>
        )}
      </Container>
    </PageFrame>
  );
}

function Followed({ follow }: { follow: FollowedRun }) {
  const [query, change] = useQuery();
  useJoining(follow);
  const steps = follow.run.document.content.runbook?.steps ?? [];
  const step = Number.parseInt(query.get('step') ?? '', 10);
  // every step is a place of its own, so that back leads to the step before and not out of the run
  const onStep = (number: number | undefined) => change({ step: number === undefined ? undefined : String(number) });
  return (
    <>
      {step >= 1 && step <= steps.length ? (
        <RunStep follow={follow} steps={steps} number={step} onStep={onStep} />
      ) : (
        <RunOverview follow={follow} steps={steps} onStep={onStep} />
      )}
      <RunNews follow={follow} />
    </>
  );
}

/** Whoever opens a run that goes on is in it: the log says who was there. */
function useJoining({ run, state, me, act }: FollowedRun) {
  const joined = useRef('');
  const isIn = state.people.includes(me);
  const isOn = !state.ended;
  useEffect(() => {
    if (isIn || !isOn || joined.current === run.id) return;
    joined.current = run.id;
    act({ type: 'joined' });
  }, [isIn, isOn, run.id, act]);
}
