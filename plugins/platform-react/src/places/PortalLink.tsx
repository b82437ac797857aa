import { Link } from '@backstage/ui';
import { ReactNode } from 'react';

/** A link to a page of this portal, or plain text where the portal does not have the page. @public */
export function PortalLink({
  href,
  children,
}: {
  href: string | undefined;
  children: ReactNode;
}) {
  return href ? <Link href={href}>{children}</Link> : <>{children}</>;
}
