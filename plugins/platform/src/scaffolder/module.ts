import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { scaffolderTemplateOutputsBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { describeRefusal } from './describeRefusal';
import { PortalScaffolderClient } from './PortalScaffolderClient';
import { TemplateOutputs } from './TemplateOutputs';

const scaffolderApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scaffolderApiRef,
      deps: {
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        languages: appLanguageApiRef,
        scmIntegrationsApi: scmIntegrationsApiRef,
        translations: translationApiRef,
      },
      factory: ({ languages, translations, ...apis }) =>
        new PortalScaffolderClient({
          ...apis,
          language: () => (languages.getLanguage().language === 'ko' ? 'ko' : 'en'),
          describe: error => describeRefusal(error, translations),
        }),
    }),
});

const templateOutputs = scaffolderTemplateOutputsBlueprint.make({
  name: 'platform',
  params: {
    component: TemplateOutputs,
    templateRefs: ['service', 'undo-service', 'adr', 'module', 'waiver'].map(name => `template:default/${name}`),
  },
});

/** The scaffolder's pages in the words of the platform. @public */
export const scaffolderModulePlatform = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [scaffolderApi, templateOutputs],
});
