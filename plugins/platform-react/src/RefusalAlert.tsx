import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Link } from '@backstage/ui';
import { errorLink } from '@connectly/plugin-platform-common';
import { ReactNode } from 'react';
import { refusalOf } from './refusalOf';
import { refusalTranslationRef } from './translations/ref';

/** @public */
export interface RefusalAlertProps {
  error: Error;
  /** What could not be done, in the reader's language. */
  title: ReactNode;
  /** Offers to try again. */
  retry?: () => void;
}

/**
 * Why something was refused: what could not be done, the code with its title, the details in the backend's words, what to do next,
 * and where more is written.
 * @public
 */
export function RefusalAlert({ error, title, retry }: RefusalAlertProps) {
  const { t } = useTranslationRef(refusalTranslationRef);
  const { code, message, where } = refusalOf(error);
  return (
    <div role="alert">
      <Alert
        status="danger"
        icon
        title={title}
        description={
          <>
            {code && (
              <div>
                {code}: {t(`errors.${code}.title`)}
              </div>
            )}
            <div lang="en">
              {message}
              {where ? ` (${where})` : ''}
            </div>
            {code && (
              <div>
                {t(`errors.${code}.next`)} <Link href={errorLink(code)}>{t('meaning', { code })}</Link>
              </div>
            )}
          </>
        }
        customActions={retry && <Button onPress={retry}>{t('retry')}</Button>}
      />
    </div>
  );
}
