import { createPermission } from '@backstage/plugin-permission-common';

/** Reading modules, their versions and who uses them. @public */
export const terraformModuleReadPermission = createPermission({
  name: 'terraform.module.read',
  attributes: { action: 'read' },
});

/** Reading stacks, their contracts and who reads them. @public */
export const terraformStackReadPermission = createPermission({
  name: 'terraform.stack.read',
  attributes: { action: 'read' },
});

/** Reading what is wrong in Terraform files. @public */
export const terraformFindingReadPermission = createPermission({
  name: 'terraform.finding.read',
  attributes: { action: 'read' },
});

/** Every permission of the plugin. @public */
export const terraformPermissions = [
  terraformModuleReadPermission,
  terraformStackReadPermission,
  terraformFindingReadPermission,
];
