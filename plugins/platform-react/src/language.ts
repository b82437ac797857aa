import { AppLanguageApi, appLanguageApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback, useSyncExternalStore } from 'react';

/** The language that the portal is in now; English for every one that the suite does not speak. @public */
export function readerLanguage(languages: AppLanguageApi | undefined): 'en' | 'ko' {
  return languages?.getLanguage().language === 'ko' ? 'ko' : 'en';
}

/** The language of the portal as the reader has chosen it, see {@link readerLanguage}. @public */
export function useReaderLanguage(): 'en' | 'ko' {
  const languages = useApiHolder().get(appLanguageApiRef);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = languages?.language$().subscribe(() => changed());
      return () => subscription?.unsubscribe();
    },
    [languages],
  );
  return useSyncExternalStore(subscribe, () => readerLanguage(languages));
}
