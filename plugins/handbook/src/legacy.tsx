/**
 * The handbook in a portal of the old frontend system: the same components, given the paths of its route references.
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
import { HandbookClient, handbookApiRef } from './api';
import { HandbookLinksProvider, linksOf } from './links';

export { handbookTranslationRef } from './translations/ref';

const handbookRouteRef = createRouteRef({ id: 'handbook' });
const documentRouteRef = createSubRouteRef({ id: 'handbook:document', parent: handbookRouteRef, path: '/document' });
const moduleRouteRef = createExternalRouteRef({
  id: 'handbook:module',
  params: ['name'],
  optional: true,
  defaultTarget: 'terraform.module',
});
const stackRouteRef = createExternalRouteRef({
  id: 'handbook:stack',
  params: ['name'],
  optional: true,
  defaultTarget: 'terraform.stack',
});
const catalogRouteRef = createExternalRouteRef({
  id: 'handbook:catalog',
  optional: true,
  defaultTarget: 'catalog.catalogIndex',
});
const templateRouteRef = createExternalRouteRef({
  id: 'handbook:template',
  params: ['namespace', 'templateName'],
  optional: true,
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The plugin `handbook` for `@backstage/app-defaults`. @public */
export const handbookPlugin = createPlugin({
  id: 'handbook',
  apis: [
    createApiFactory({
      api: handbookApiRef,
      deps: { discovery: discoveryApiRef, fetch: fetchApiRef },
      factory: deps => HandbookClient.create(deps),
    }),
  ],
  routes: { handbook: handbookRouteRef, document: documentRouteRef },
  externalRoutes: { module: moduleRouteRef, stack: stackRouteRef, catalog: catalogRouteRef, template: templateRouteRef },
});

/** `<Route path="/handbook" element={<HandbookPage />} />`. @public */
export const HandbookPage = handbookPlugin.provide(
  createRoutableExtension({
    name: 'HandbookPage',
    component: async () => routed((await import('./components/HandbookPage')).HandbookPage),
    mountPoint: handbookRouteRef,
  }),
);

/** Documents of a service, a module, a stack or a team, for its entity page. @public */
export const EntityDocumentsCard = handbookPlugin.provide(
  createComponentExtension({
    name: 'EntityDocumentsCard',
    component: { lazy: async () => routed((await import('./components/cards')).EntityDocumentsCard) },
  }),
);

/** Documents of a service, for a tab of its entity page. @public */
export const EntityDocumentsContent = handbookPlugin.provide(
  createComponentExtension({
    name: 'EntityDocumentsContent',
    component: { lazy: async () => routed((await import('./components/cards')).EntityDocumentsContent) },
  }),
);

/** Documents among the results: `<SearchResult><HandbookSearchResultListItem /></SearchResult>`. @public */
export const HandbookSearchResultListItem = handbookPlugin.provide(
  createSearchResultListItemExtension({
    name: 'HandbookSearchResultListItem',
    component: async () => (await import('./components/search')).HandbookFoundItem,
    predicate: result => result.type === 'handbook',
  }),
);

/** The component with the paths that the route references have in this app; the page must be mounted. */
function routed(Component: ComponentType) {
  return function Routed() {
    const handbook = useRouteRef(handbookRouteRef);
    const document = useRouteRef(documentRouteRef);
    const module = useRouteRef(moduleRouteRef);
    const stack = useRouteRef(stackRouteRef);
    const catalog = useRouteRef(catalogRouteRef);
    const template = useRouteRef(templateRouteRef);
    const links = useMemo(
      () =>
        linksOf({
          handbook: handbook(),
          document: document(),
          module: name => module?.({ name }),
          stack: name => stack?.({ name }),
          catalog: catalog?.(),
          proposeDecision: template?.({ namespace: 'default', templateName: 'adr' }),
        }),
      [handbook, document, module, stack, catalog, template],
    );
    return (
      <HandbookLinksProvider links={links}>
        <Component />
      </HandbookLinksProvider>
    );
  };
}
