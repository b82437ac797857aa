import { appLanguageApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';

/** The language of the portal as the reader has chosen it; English for every one that the suite does not speak. @public */
export function useReaderLanguage(): 'en' | 'ko' {
  const languages = useApiHolder().get(appLanguageApiRef);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = languages?.language$().subscribe(() => changed());
      return () => subscription?.unsubscribe();
    },
    [languages],
  );
  const language = useSyncExternalStore(subscribe, () => languages?.getLanguage().language);
  return language === 'ko' ? 'ko' : 'en';
}
