import { IdentityApi } from '@backstage/frontend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { PermissionApi } from '@backstage/plugin-permission-react';
import { serviceCreateForAnyTeamPermission } from '@connectly/plugin-platform-common';

/** Whether the person may make services for a team that they are not in. */
export async function mayOwnAny(permissions: PermissionApi): Promise<boolean> {
  const { result } = await permissions.authorize({ permission: serviceCreateForAnyTeamPermission });
  return result === AuthorizeResult.ALLOW;
}

/**
 * Whether Create would let the person make a service for the team; it asks again.
 * @param owner - slug of the team
 */
export async function mayOwn(owner: string, apis: { identity: IdentityApi; permissions: PermissionApi }): Promise<boolean> {
  const { ownershipEntityRefs } = await apis.identity.getBackstageIdentity();
  return ownershipEntityRefs.includes(`group:default/${owner}`) || (await mayOwnAny(apis.permissions));
}
