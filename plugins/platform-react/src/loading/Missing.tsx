import { ResponseError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, ButtonLink } from '@backstage/ui';
import { sharedTranslationRef } from '../translations/shared';
import styles from './Missing.module.css';
import { LoadState } from './useLoad';

/** Whether something is not there, of what a backend answered. */
export function isNotFound(error: Error): boolean {
  return ResponseError.is(error) && error.statusCode === 404;
}

/** What failed to load. @public */
export type FailedLoad = Extract<LoadState<unknown>, { status: 'failed' }>;

/** Whether something could not be loaded because it is not there. @public */
export function isMissing(state: LoadState<unknown>): state is FailedLoad {
  return state.status === 'failed' && isNotFound(state.error);
}

/** What is not there, why that may be, and where to go on. @public */
export function Missing(props: {
  state: FailedLoad;
  title: string;
  description: string;
  /** Nothing is offered where the portal does not have the page. */
  way: { href: string | undefined; label: string };
}) {
  const { state, title, description, way } = props;
  const { t } = useTranslationRef(sharedTranslationRef);
  return (
    <div role="alert">
      <Alert
        status="info"
        icon
        title={title}
        description={description}
        customActions={
          <span className={styles.ways}>
            {way.href && <ButtonLink href={way.href}>{way.label}</ButtonLink>}
            <Button variant="secondary" onPress={state.retry}>
              {t('load.lookAgain')}
            </Button>
          </span>
        }
      />
    </div>
  );
}
