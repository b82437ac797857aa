import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import styles from './lists/lists.module.css';
import { sharedTranslationRef } from './translations/shared';

/** That an address leads nowhere, and the way back. */
export function NotFound({ back }: { back: string }) {
  const { t } = useTranslationRef(sharedTranslationRef);
  return (
    <main className={styles.notFound}>
      <div className={styles.empty}>
        <Text as="h1" variant="title-small">
          {t('notFound.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('notFound.description')}
        </Text>
        <Link href={back}>{t('notFound.back')}</Link>
      </div>
    </main>
  );
}
