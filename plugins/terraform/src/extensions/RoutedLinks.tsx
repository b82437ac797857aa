import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { documentPath, documentsPath, TerraformLinks, TerraformLinksProvider } from '../links';
import {
  catalogGraphRouteRef,
  documentRouteRef,
  handbookRouteRef,
  moduleRouteRef,
  modulesRouteRef,
  stackRouteRef,
  stacksRouteRef,
  templateRouteRef,
} from '../routes';

/** Gives components the paths that the route references have in this app. */
export function RoutedLinks({ children }: { children: ReactNode }) {
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
      modules: modules?.(),
      module: name => module?.({ name }),
      stacks: stacks?.(),
      stack: name => stack?.({ name }),
      catalogGraph: catalogGraph?.(),
      newModule: template?.({ namespace: 'default', templateName: 'module' }),
      documents: about => documentsPath(handbook?.(), about),
      document: address => documentPath(document?.(), address),
    }),
    [modules, module, stacks, stack, catalogGraph, template, handbook, document],
  );
  return (
    <TerraformLinksProvider links={links}>{children}</TerraformLinksProvider>
  );
}
