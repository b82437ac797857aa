import { createPermission } from '@backstage/plugin-permission-common';

/** See the files that a service would get, and whether a name is free. @public */
export const serviceRenderPermission = createPermission({
  name: 'platform.service.render',
  attributes: { action: 'read' },
});

/** Make a service: repository, pull requests and registration. @public */
export const serviceCreatePermission = createPermission({
  name: 'platform.service.create',
  attributes: { action: 'create' },
});

/** Make a service for a team that one is not in. @public */
export const serviceCreateForAnyTeamPermission = createPermission({
  name: 'platform.service.create-for-any-team',
  attributes: { action: 'create' },
});

/** Remove what a creation made, as long as nobody has worked in it. @public */
export const serviceUndoPermission = createPermission({
  name: 'platform.service.undo',
  attributes: { action: 'delete' },
});

/** Every permission of the plugin `platform`. @public */
export const platformPermissions = [
  serviceRenderPermission,
  serviceCreatePermission,
  serviceCreateForAnyTeamPermission,
  serviceUndoPermission,
];
