import { createPermission } from '@backstage/plugin-permission-common';

/** Reading mirrored repositories and their files. @public */
export const repositoriesRepositoryReadPermission = createPermission({
  name: 'repositories.repository.read',
  attributes: { action: 'read' },
});

/** Asking for a repository to be read again now. @public */
export const repositoriesRepositoryRefreshPermission = createPermission({
  name: 'repositories.repository.refresh',
  attributes: { action: 'update' },
});

/** Every permission of the plugin. @public */
export const repositoriesPermissions = [
  repositoriesRepositoryReadPermission,
  repositoriesRepositoryRefreshPermission,
];
