import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { terraformApi } from './extensions/api';
import {
  moduleCard,
  serviceContractsCard,
  serviceModulesCard,
  stackCard,
} from './extensions/cards';
import { modulesPage, stacksPage } from './extensions/pages';
import { terraformFoundItem, terraformResultType } from './extensions/search';
import {
  catalogGraphRouteRef,
  documentRouteRef,
  handbookRouteRef,
  moduleRouteRef,
  modulesRouteRef,
  stackRouteRef,
  stacksRouteRef,
  templateRouteRef,
} from './routes';

/** The plugin `terraform`: the pages of modules and stacks, and cards of entities that use them. @public */
export const terraformPlugin = createFrontendPlugin({
  pluginId: 'terraform',
  info: { packageJson: () => import('../package.json') },
  routes: {
    modules: modulesRouteRef,
    module: moduleRouteRef,
    stacks: stacksRouteRef,
    stack: stackRouteRef,
  },
  externalRoutes: { catalogGraph: catalogGraphRouteRef, handbook: handbookRouteRef, document: documentRouteRef, template: templateRouteRef },
  extensions: [
    terraformApi,
    modulesPage,
    stacksPage,
    serviceModulesCard,
    serviceContractsCard,
    moduleCard,
    stackCard,
    terraformFoundItem,
    terraformResultType,
  ],
});
