/** The three roles of the portal. */
export type Role = 'serviceDeveloper' | 'platformEngineer' | 'onCall';

/** What everybody in the organisation may read. */
const reading = [
  'catalog.entity.read',
  'catalog.location.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'scaffolder.template.read',
  'scaffolder.task.read',
  'repositories.repository.read',
  'terraform.module.read',
  'terraform.stack.read',
  'terraform.finding.read',
  'platform.service.render',
];

const roles: Record<Role, string[]> = {
  serviceDeveloper: [
    ...reading,
    'catalog.entity.refresh',
    'scaffolder.action.execute',
    'scaffolder.task.create',
    'scaffolder.task.cancel',
    'platform.service.create',
    'platform.service.undo',
  ],
  onCall: [...reading, 'catalog.entity.refresh'],
  platformEngineer: ['*'],
};

/** Permission names of a role; `*` alone is every permission. */
export function permissionsOfRole(role: Role): string[] {
  return roles[role];
}
