import appPlugin from '@backstage/plugin-app';
import { preferredLanguage } from './preferredLanguage';

/** Begins in the language of the reader's browser. What somebody chose in the settings is stored, and wins. */
export const appLanguage = appPlugin.getExtension('api:app/app-language').override({
  factory: (originalFactory, { config }) =>
    originalFactory({
      config: {
        ...config,
        defaultLanguage: preferredLanguage(navigator.languages, config.availableLanguages ?? []) ?? config.defaultLanguage,
      },
    }),
});
