import { usePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { ButtonLink } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import { ReactNode } from 'react';

/** The way to a form, for whoever may send it: nobody fills in what is refused at the end. @public */
export function CreateLink(props: {
  /** Nothing is shown where the portal does not have the form. */
  href: string | undefined;
  /** What sending the form needs. */
  permission: BasicPermission;
  children: ReactNode;
}) {
  const { href, permission, children } = props;
  const { allowed } = usePermission({ permission });
  if (!href || !allowed) return null;
  return (
    <ButtonLink href={href} variant="primary" iconStart={<RiAddLine />}>
      {children}
    </ButtonLink>
  );
}
