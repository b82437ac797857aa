import { appLanguageApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { DocumentLanguage } from '@connectly/plugin-handbook-common';
import { useCallback, useSyncExternalStore } from 'react';

/** The language of the portal as the reader has chosen it; English where documents have no other. */
export function useReaderLanguage(): DocumentLanguage {
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
