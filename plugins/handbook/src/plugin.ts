import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { handbookApi } from './extensions/api';
import { documentsCard, documentsContent } from './extensions/cards';
import { handbookPage } from './extensions/pages';
import { handbookFoundItem, handbookResultType } from './extensions/search';
import { catalogRouteRef, documentRouteRef, handbookRouteRef, moduleRouteRef, stackRouteRef, templateRouteRef } from './routes';

/** The plugin `handbook`: lists and pages of documents, and the documents of an entity on its page. @public */
export const handbookPlugin = createFrontendPlugin({
  pluginId: 'handbook',
  info: { packageJson: () => import('../package.json') },
  routes: { handbook: handbookRouteRef, document: documentRouteRef },
  externalRoutes: { module: moduleRouteRef, stack: stackRouteRef, catalog: catalogRouteRef, template: templateRouteRef },
  extensions: [handbookApi, handbookFoundItem, handbookResultType, handbookPage, documentsCard, documentsContent],
});
