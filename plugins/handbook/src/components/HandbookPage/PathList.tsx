import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { EmptyList, Loaded, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useDuration } from '../../duration';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';
import { useProgress } from '../../progress';
import { handbookTranslationRef } from '../../translations/ref';
import { ProgressBar } from '../ProgressBar';
import styles from './HandbookPage.module.css';

/** The paths for newcomers, each with how far the reader is. */
export function PathList() {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listDocuments({ kind: 'path', language, limit: 200 }, { signal }),
    [api, language],
  );
  return (
    <Loaded state={state} label={t('list.loading')} outline={[160]}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyList title={t('list.empty.title')} description={t('list.empty.description')} />
        ) : (
          <ul className={styles.paths}>
            {items.map(item => (
              <PathCard key={`${item.repository}/${item.path}`} path={item} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function PathCard({ path }: { path: DocumentSummary }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const links = useHandbookLinks();
  const duration = useDuration();
  const { steps = 0, minutes = 0, for: audience } = path.newcomers ?? {};
  const { done } = useProgress(path, steps);
  const began = done.length > 0 ? t('path.goOn') : t('path.start');
  const action = done.length === steps && steps > 0 ? t('path.again') : began;
  return (
    <li className={styles.path}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {path.title}
      </Text>
      {audience && <Text as="p" color="secondary">{`${t('path.for')}: ${audience}`}</Text>}
      <Text as="p">{[t('list.steps', { count: steps }), minutes > 0 && duration(minutes)].filter(Boolean).join(' · ')}</Text>
      <ProgressBar done={done.length} total={steps} />
      <div>
        <ButtonLink href={links.document({ repository: path.repository, path: path.path }) ?? ''} variant="secondary" aria-label={`${action}: ${path.title}`}>
          {action}
        </ButtonLink>
      </div>
    </li>
  );
}
