import { createTranslationResource } from '@backstage/core-plugin-api/alpha';
import { coreComponentsTranslationRef } from '@backstage/core-components/alpha';
import { apiDocsTranslationRef } from '@backstage/plugin-api-docs/alpha';
import { catalogTranslationRef } from '@backstage/plugin-catalog/alpha';
import { catalogGraphTranslationRef } from '@backstage/plugin-catalog-graph/alpha';
import { catalogReactTranslationRef } from '@backstage/plugin-catalog-react/alpha';
import { notificationsTranslationRef } from '@backstage/plugin-notifications/alpha';
import { orgTranslationRef } from '@backstage/plugin-org/alpha';
import { scaffolderTranslationRef } from '@backstage/plugin-scaffolder/alpha';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';
import { searchTranslationRef } from '@backstage/plugin-search/alpha';
import { searchReactTranslationRef } from '@backstage/plugin-search-react/alpha';
import { techdocsTranslationRef } from '@backstage/plugin-techdocs/alpha';
import { userSettingsTranslationRef } from '@backstage/plugin-user-settings/alpha';

/**
 * Backstage's own texts in Korean, by the plugin that shows them. A portal on the old frontend system passes their
 * values to `createApp` as `__experimentalTranslations.resources`. Every text is there: the messages are declared in
 * full, so one that a new release of Backstage adds does not compile.
 *
 * @public
 */
export const koreanResources = {
  'core-components': createTranslationResource({
    ref: coreComponentsTranslationRef,
    translations: { ko: () => import('./messages/coreComponents') },
  }),
  'api-docs': createTranslationResource({
    ref: apiDocsTranslationRef,
    translations: { ko: () => import('./messages/apiDocs') },
  }),
  catalog: createTranslationResource({
    ref: catalogTranslationRef,
    translations: { ko: () => import('./messages/catalog') },
  }),
  'catalog-graph': createTranslationResource({
    ref: catalogGraphTranslationRef,
    translations: { ko: () => import('./messages/catalogGraph') },
  }),
  'catalog-react': createTranslationResource({
    ref: catalogReactTranslationRef,
    translations: { ko: () => import('./messages/catalogReact') },
  }),
  notifications: createTranslationResource({
    ref: notificationsTranslationRef,
    translations: { ko: () => import('./messages/notifications') },
  }),
  org: createTranslationResource({
    ref: orgTranslationRef,
    translations: { ko: () => import('./messages/org') },
  }),
  scaffolder: createTranslationResource({
    ref: scaffolderTranslationRef,
    translations: { ko: () => import('./messages/scaffolder') },
  }),
  'scaffolder-react': createTranslationResource({
    ref: scaffolderReactTranslationRef,
    translations: { ko: () => import('./messages/scaffolderReact') },
  }),
  search: createTranslationResource({
    ref: searchTranslationRef,
    translations: { ko: () => import('./messages/search') },
  }),
  'search-react': createTranslationResource({
    ref: searchReactTranslationRef,
    translations: { ko: () => import('./messages/searchReact') },
  }),
  techdocs: createTranslationResource({
    ref: techdocsTranslationRef,
    translations: { ko: () => import('./messages/techdocs') },
  }),
  'user-settings': createTranslationResource({
    ref: userSettingsTranslationRef,
    translations: { ko: () => import('./messages/userSettings') },
  }),
};
