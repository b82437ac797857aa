import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { ListQuery } from '@connectly/plugin-platform-react';
import { handbookTranslationRef } from '../../translations/ref';
import { RefLink } from '../RefLink';
import styles from './HandbookPage.module.css';

/** What no filter above the list shows: the entity that a link from its page has narrowed the list to. */
export function NarrowedTo({ query, onClear }: { query: ListQuery; onClear: () => void }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  const about = query.filter('about');
  const repository = query.filter('orRepository');
  if (!about) return null;
  return (
    <div className={styles.narrowed}>
      <Text as="p">
        {t('list.about.before')} <RefLink entityRef={about} defaultKind="component" />
        {repository ? t('list.about.orRepository', { repository }) : t('list.about.after')}
      </Text>
      <Button variant="secondary" onPress={onClear}>
        {t('list.empty.clear')}
      </Button>
    </div>
  );
}
