import { createExternalRouteRef, createRouteRef, createSubRouteRef } from '@backstage/frontend-plugin-api';

/** The handbook's lists. @public */
export const handbookRouteRef = createRouteRef();

/** One document, which the query names. @public */
export const documentRouteRef = createSubRouteRef({ parent: handbookRouteRef, path: '/document' });

/** A module's page, where a portal has it. @public */
export const moduleRouteRef = createExternalRouteRef({ params: ['name'], defaultTarget: 'terraform.module' });

/** The catalog's list, where a portal has it. @public */
export const catalogRouteRef = createExternalRouteRef({ defaultTarget: 'catalog.catalogIndex' });

/** A form of the scaffolder, where a portal has it. @public */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});

/** A stack's page, where a portal has it. @public */
export const stackRouteRef = createExternalRouteRef({ params: ['name'], defaultTarget: 'terraform.stack' });
