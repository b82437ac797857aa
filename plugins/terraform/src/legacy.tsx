/**
 * Modules, stacks and contracts in a portal of the old frontend system: the same components, given the paths of its route
 * references.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createExternalRouteRef,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  createSubRouteRef,
  discoveryApiRef,
  fetchApiRef,
  useRouteRef,
} from '@backstage/core-plugin-api';
import { createSearchResultListItemExtension } from '@backstage/plugin-search-react';
import { ComponentType, useMemo } from 'react';
import { TerraformClient, terraformApiRef } from './api';
import { documentPath, documentsPath, TerraformLinks, TerraformLinksProvider } from './links';

export { terraformTranslationRef } from './translations/ref';

const modulesRouteRef = createRouteRef({ id: 'terraform:modules' });
const moduleRouteRef = createSubRouteRef({
  id: 'terraform:module',
  parent: modulesRouteRef,
  path: '/:name',
});
const stacksRouteRef = createRouteRef({ id: 'terraform:stacks' });
const stackRouteRef = createSubRouteRef({
  id: 'terraform:stack',
  parent: stacksRouteRef,
  path: '/:name',
});
const catalogGraphRouteRef = createExternalRouteRef({
  id: 'terraform:catalog-graph',
  optional: true,
  defaultTarget: 'catalog-graph.catalogGraph',
});

const handbookRouteRef = createExternalRouteRef({
  id: 'terraform:handbook',
  optional: true,
  defaultTarget: 'handbook.handbook',
});
const documentRouteRef = createExternalRouteRef({
  id: 'terraform:document',
  optional: true,
  defaultTarget: 'handbook.document',
});
const templateRouteRef = createExternalRouteRef({
  id: 'terraform:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The plugin `terraform` for `@backstage/app-defaults`. @public */
export const terraformPlugin = createPlugin({
  id: 'terraform',
  apis: [
    createApiFactory({
      api: terraformApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => TerraformClient.create(deps),
    }),
  ],
  routes: { modules: modulesRouteRef, module: moduleRouteRef, stacks: stacksRouteRef, stack: stackRouteRef },
  externalRoutes: { catalogGraph: catalogGraphRouteRef, handbook: handbookRouteRef, document: documentRouteRef, template: templateRouteRef },
});

/** `<Route path="/modules" element={<ModulesPage />} />`. @public */
export const ModulesPage = terraformPlugin.provide(
  createRoutableExtension({
    name: 'ModulesPage',
    component: async () =>
      routed((await import('./components/ModulesPage')).ModulesPage),
    mountPoint: modulesRouteRef,
  }),
);

/** `<Route path="/stacks" element={<StacksPage />} />`. @public */
export const StacksPage = terraformPlugin.provide(
  createRoutableExtension({
    name: 'StacksPage',
    component: async () =>
      routed((await import('./components/StacksPage')).StacksPage),
    mountPoint: stacksRouteRef,
  }),
);

/** Modules that a service calls, for its entity page. @public */
export const EntityServiceModulesCard = terraformPlugin.provide(
  createComponentExtension({
    name: 'EntityServiceModulesCard',
    component: {
      lazy: async () =>
        routed((await import('./components/cards')).ServiceModulesCard),
    },
  }),
);

/** Contracts that a service reads, for its entity page. @public */
export const EntityServiceContractsCard = terraformPlugin.provide(
  createComponentExtension({
    name: 'EntityServiceContractsCard',
    component: {
      lazy: async () =>
        routed((await import('./components/cards')).ServiceContractsCard),
    },
  }),
);

/** A module's figures, for its entity page. @public */
export const EntityModuleCard = terraformPlugin.provide(
  createComponentExtension({
    name: 'EntityModuleCard',
    component: {
      lazy: async () => routed((await import('./components/cards')).ModuleCard),
    },
  }),
);

/** A stack's figures, for its entity page. @public */
export const EntityStackCard = terraformPlugin.provide(
  createComponentExtension({
    name: 'EntityStackCard',
    component: {
      lazy: async () => routed((await import('./components/cards')).StackCard),
    },
  }),
);

/** Modules, inputs and outputs among the results: `<SearchResult><TerraformSearchResultListItem /></SearchResult>`. @public */
export const TerraformSearchResultListItem = terraformPlugin.provide(
  createSearchResultListItemExtension({
    name: 'TerraformSearchResultListItem',
    component: async () => (await import('./components/search')).TerraformFoundItem,
    predicate: result => result.type === 'terraform',
  }),
);

/** The component with the paths that the route references have in this app; both pages must be mounted. */
function routed(Component: ComponentType) {
  return function Routed() {
    const modules = useRouteRef(modulesRouteRef);
    const module = useRouteRef(moduleRouteRef);
    const stacks = useRouteRef(stacksRouteRef);
    const stack = useRouteRef(stackRouteRef);
    const catalogGraph = useRouteRef(catalogGraphRouteRef);
    const handbook = useRouteRef(handbookRouteRef);
    const document = useRouteRef(documentRouteRef);
    const template = useRouteRef(templateRouteRef);
    const links = useMemo(
      (): TerraformLinks => ({
        modules: modules(),
        module: name => module({ name }),
        stacks: stacks(),
        stack: name => stack({ name }),
        catalogGraph: catalogGraph?.(),
        newModule: template?.({ namespace: 'default', templateName: 'module' }),
        documents: about => documentsPath(handbook?.(), about),
        document: address => documentPath(document?.(), address),
      }),
      [modules, module, stacks, stack, catalogGraph, template, handbook, document],
    );
    return (
      <TerraformLinksProvider links={links}>
        <Component />
      </TerraformLinksProvider>
    );
  };
}
