import { useRouteRef } from '@backstage/frontend-plugin-api';
import { ReactNode, useMemo } from 'react';
import { HandbookLinksProvider, linksOf } from '../links';
import { catalogRouteRef, documentRouteRef, handbookRouteRef, moduleRouteRef, stackRouteRef, templateRouteRef } from '../routes';

/** Gives components the paths that the route references have in this app. */
export function RoutedLinks({ children }: { children: ReactNode }) {
  const handbook = useRouteRef(handbookRouteRef);
  const document = useRouteRef(documentRouteRef);
  const module = useRouteRef(moduleRouteRef);
  const stack = useRouteRef(stackRouteRef);
  const catalog = useRouteRef(catalogRouteRef);
  const template = useRouteRef(templateRouteRef);
  const links = useMemo(
    () =>
      linksOf({
        handbook: handbook?.(),
        document: document?.(),
        module: name => module?.({ name }),
        stack: name => stack?.({ name }),
        catalog: catalog?.(),
        proposeDecision: template?.({ namespace: 'default', templateName: 'adr' }),
      }),
    [handbook, document, module, stack, catalog, template],
  );
  return <HandbookLinksProvider links={links}>{children}</HandbookLinksProvider>;
}
