import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useLoad } from '@connectly/plugin-platform-react';
import { RiAlarmWarningLine } from '@remixicon/react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { handbookTranslationRef } from '../../translations/ref';
import { OpenRunFacts } from './OpenRunFacts';
import styles from './Runs.module.css';

/** Runs that go on, above the list of runbooks; nothing when there is none. */
export function OpenRuns() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const links = useHandbookLinks();
  const state = useLoad(signal => api.listRuns({ state: 'open', language }, { signal }), [api, language]);
  // the list below does not need it
  if (state.status !== 'loaded' || state.value.items.length === 0) return null;
  return (
    <section className={styles.openRuns} aria-label={t('runs.goingOn')}>
      <Text as="h3" variant="title-x-small" weight="bold">
        <RiAlarmWarningLine size={18} aria-hidden /> {t('runs.goingOn')}
      </Text>
      <ul>
        {state.value.items.map(run => (
          <li key={run.id}>
            <Link href={links.document({ repository: run.repository, path: run.path, run: run.id }) ?? ''}>{run.title}</Link>
            <span className={styles.hint}>
              {t(run.exercise ? 'runs.kinds.exercise' : 'runs.kinds.emergency')}
              {' · '}
              {t('path.progress', { done: String(run.done), total: String(run.steps) })}
            </span>
            <OpenRunFacts run={run} />
          </li>
        ))}
      </ul>
    </section>
  );
}
