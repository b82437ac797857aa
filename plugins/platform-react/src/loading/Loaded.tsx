import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Skeleton } from '@backstage/ui';
import { ReactNode } from 'react';
import { RefusalAlert } from '../RefusalAlert';
import { sharedTranslationRef } from '../translations/shared';
import styles from './Loaded.module.css';
import { isNotFound } from './Missing';
import { LoadState } from './useLoad';

/** What was loaded; until then its outline, and why not with a way to try again. @public */
export function Loaded<T>(props: {
  state: LoadState<T>;
  /** What is being loaded, for a screen reader. */
  label: string;
  /** Heights of the outline's bars, in pixels. */
  outline?: number[];
  /** What a 404 means here; without it a 404 is an error like others. */
  missing?: string;
  children: (value: T) => ReactNode;
}) {
  const { state, label, outline = [24, 24, 24], missing, children } = props;
  if (state.status === 'loading') {
    return (
      <div role="status" aria-label={label} className={styles.outline}>
        {outline.map((height, index) => (
          <Skeleton key={index} height={height} />
        ))}
      </div>
    );
  }
  if (state.status === 'failed')
    return <Failed error={state.error} retry={state.retry} missing={missing} />;
  return <>{children(state.value)}</>;
}

/** Why something could not be loaded, with a way to try again. @public */
export function Failed(props: {
  error: Error;
  retry: () => void;
  missing?: string;
}) {
  const { error, retry, missing } = props;
  const { t } = useTranslationRef(sharedTranslationRef);
  if (missing === undefined || !isNotFound(error)) return <RefusalAlert error={error} title={t('load.failed')} retry={retry} />;
  return (
    <div role="alert">
      <Alert
        status="info"
        icon
        title={missing}
        description={error.message}
        customActions={<Button onPress={retry}>{t('load.retry')}</Button>}
      />
    </div>
  );
}
