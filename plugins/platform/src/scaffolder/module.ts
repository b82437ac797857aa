import {
  ApiBlueprint,
  appLanguageApiRef,
  createFrontendFeatureLoader,
  createFrontendModule,
  discoveryApiRef,
  fetchApiRef,
  identityApiRef,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { scmIntegrationsApiRef } from '@backstage/integration-react';
import { SwappableComponentBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import { scaffolderTemplateOutputsBlueprint, TemplateCard } from '@backstage/plugin-scaffolder-react/alpha';
import { readerLanguage } from '@connectly/plugin-platform-react';
import { readTeams } from '../components/ServiceAnswersField/readTeams';
import { describeRefusal } from './describeRefusal';
import { PortalScaffolderClient } from './PortalScaffolderClient';
import { tabs } from './tabs';
import { TemplateOutputs } from './TemplateOutputs';

const scaffolderApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: scaffolderApiRef,
      deps: {
        catalog: catalogApiRef,
        discoveryApi: discoveryApiRef,
        fetchApi: fetchApiRef,
        identityApi: identityApiRef,
        languages: appLanguageApiRef,
        scmIntegrationsApi: scmIntegrationsApiRef,
        translations: translationApiRef,
      },
      factory: ({ catalog, languages, translations, ...apis }) =>
        new PortalScaffolderClient({
          ...apis,
          language: () => readerLanguage(languages),
          teams: () => readTeams(catalog),
          describe: (error, isKept) => describeRefusal(error, isKept, translations),
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

const templateCard = SwappableComponentBlueprint.make({
  name: 'scaffolder-template-card',
  params: define =>
    define({
      component: TemplateCard,
      loader: () => import('./TemplateCardInLanguage').then(module => module.TemplateCardInLanguage),
    }),
});

/** The scaffolder's pages in the words of the platform. @public */
export const scaffolderPages = createFrontendFeatureLoader({
  loader: () => [
    createFrontendModule({ pluginId: 'scaffolder', extensions: [scaffolderApi, templateOutputs, ...tabs] }),
    // a component is swapped by the app
    createFrontendModule({ pluginId: 'app', extensions: [templateCard] }),
  ],
});
