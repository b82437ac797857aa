import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The list of modules. @public */
export const modulesRouteRef = createRouteRef();

/** One module. @public */
export const moduleRouteRef = createSubRouteRef({
  parent: modulesRouteRef,
  path: '/:name',
});

/** The list of stacks. @public */
export const stacksRouteRef = createRouteRef();

/** One stack. @public */
export const stackRouteRef = createSubRouteRef({
  parent: stacksRouteRef,
  path: '/:name',
});

/** The lists of the handbook, where a portal has it. @public */
export const handbookRouteRef = createExternalRouteRef({
  defaultTarget: 'handbook.handbook',
});

/** The page of a document of the handbook, where a portal has it. @public */
export const documentRouteRef = createExternalRouteRef({
  defaultTarget: 'handbook.document',
});

/** A form of the scaffolder, where a portal has it. @public */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** The graph of the catalog, where a portal has it. @public */
export const catalogGraphRouteRef = createExternalRouteRef({
  defaultTarget: 'catalog-graph.catalogGraph',
});
