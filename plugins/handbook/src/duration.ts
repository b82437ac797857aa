import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { handbookTranslationRef } from './translations/ref';

/** Says minutes as a person would: `45 minutes`, `4 hours`, `1 hour 30 minutes`, `2 days`. */
export function useDuration(): (minutes: number) => string {
  const { t } = useTranslationRef(handbookTranslationRef);
  return useCallback(
    (minutes: number) => {
      const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
      const parts = [
        days > 0 && t('days', { count: days }),
        hours > 0 && t('hours', { count: hours }),
        (rest > 0 || minutes === 0) && t('minutes', { count: rest }),
      ];
      return parts.filter(Boolean).join(' ');
    },
    [t],
  );
}
