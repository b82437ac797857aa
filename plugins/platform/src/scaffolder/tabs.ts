import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { readerLanguage } from '@connectly/plugin-platform-react';
import { inLanguage } from './inLanguage';

const names = ['templates', 'tasks', 'actions', 'editor', 'templating-extensions'] as const;

/** The scaffolder's tabs, whose titles the configuration gives in both languages, in the one that the portal began in. */
export const tabs = names.map(name =>
  scaffolderPlugin.getExtension(`sub-page:scaffolder/${name}`).override({
    factory(originalFactory, { apis, config }) {
      const language = readerLanguage(apis.get(appLanguageApiRef));
      return originalFactory({ config: { ...config, title: config.title && inLanguage(config.title, language) } });
    },
  }),
);
