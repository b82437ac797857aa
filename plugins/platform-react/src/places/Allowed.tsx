import { usePermission } from '@backstage/plugin-permission-react';
import { BasicPermission } from '@backstage/plugin-permission-common';
import { ReactNode } from 'react';

/** What only those see who may do it. @public */
export function Allowed({ permission, children }: { permission: BasicPermission; children: ReactNode }) {
  const { allowed } = usePermission({ permission });
  return allowed ? <>{children}</> : null;
}
