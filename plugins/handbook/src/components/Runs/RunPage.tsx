import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { Loaded, PageFrame, useQuery } from '@connectly/plugin-platform-react';
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
        {follow ? (
          <Followed follow={follow} />
        ) : (
          <Loaded state={load} label={t('runs.loading')} outline={[80, 40, 320]} missing={t('runs.missing')}>
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
  const onStep = (number: number | undefined) => change({ step: number === undefined ? undefined : String(number) }, { replace: true });
  return (
    <>
      {step >= 1 && step <= steps.length ? (
        <RunStep follow={follow} steps={steps} number={step} onStep={onStep} />
      ) : (
        <RunOverview follow={follow} steps={steps} onStep={number => change({ step: String(number) })} />
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
