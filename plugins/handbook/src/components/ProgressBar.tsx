import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { handbookTranslationRef } from '../translations/ref';
import styles from './ProgressBar.module.css';

/** How much of something is done, in words and as a bar. */
export function ProgressBar({ done, total }: { done: number; total: number }) {
  const { t } = useTranslationRef(handbookTranslationRef);
  return (
    <div className={styles.root}>
      <Text as="p" variant="body-small" color="secondary">
        {done === total && total > 0 ? t('path.finished') : t('path.progress', { done: String(done), total: String(total) })}
      </Text>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ width: `${total > 0 ? (100 * done) / total : 0}%` }} />
      </div>
    </div>
  );
}
