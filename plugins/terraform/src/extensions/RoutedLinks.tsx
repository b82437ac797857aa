import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { TerraformLinks, TerraformLinksProvider } from '../links';
import {
  catalogGraphRouteRef,
  moduleRouteRef,
  modulesRouteRef,
  stackRouteRef,
  stacksRouteRef,
} from '../routes';

/** Gives components the paths that the route references have in this app. */
export function RoutedLinks({ children }: { children: ReactNode }) {
  const modules = useRouteRef(modulesRouteRef);
  const module = useRouteRef(moduleRouteRef);
  const stacks = useRouteRef(stacksRouteRef);
  const stack = useRouteRef(stackRouteRef);
  const catalogGraph = useRouteRef(catalogGraphRouteRef);
  const links = useMemo(
    (): TerraformLinks => ({
      modules: modules?.(),
      module: name => module?.({ name }),
      stacks: stacks?.(),
      stack: name => stack?.({ name }),
      catalogGraph: catalogGraph?.(),
    }),
    [modules, module, stacks, stack, catalogGraph],
  );
  return (
    <TerraformLinksProvider links={links}>{children}</TerraformLinksProvider>
  );
}
