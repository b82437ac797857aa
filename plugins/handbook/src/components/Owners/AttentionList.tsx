import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Loaded, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { handbookTranslationRef } from '../../translations/ref';
import { DocumentsTable } from '../cards/DocumentsTable';
import { RefLink } from '../RefLink';
import styles from './Owners.module.css';

/** A team's documents whose review is late, or that are broken; at most 200. */
export function AttentionList({ owner, freshness }: { owner: string; freshness: 'overdue' | 'broken' }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const state = useLoad(
    signal => api.listDocuments({ owner, freshness, language, limit: 200 }, { signal }),
    [api, owner, freshness, language],
  );
  return (
    <section className={styles.section}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t(`freshness.${freshness}`)}: <RefLink entityRef={owner} defaultKind="group" />
      </Text>
      <Loaded state={state} label={t('list.loading')}>
        {({ items }) => <DocumentsTable documents={items} caption={t(`freshness.${freshness}`)} />}
      </Loaded>
    </section>
  );
}
