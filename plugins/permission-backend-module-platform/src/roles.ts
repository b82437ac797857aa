/** The three roles of the portal. */
export type Role = 'serviceDeveloper' | 'platformEngineer' | 'onCall';

/** What a role may do, by names of permissions. */
interface RolePermissions {
  /** `*` alone is every permission, `x.*` everything that begins with `x.`. */
  any: string[];
  /** With tasks that one has started oneself, and no others. */
  ownTasks: string[];
}

/** What everybody in the organisation may read, and the one thing that everybody may do: help in an emergency. */
const everybody = [
  'catalog.entity.read',
  'catalog.location.read',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'repositories.repository.read',
  'terraform.module.read',
  'terraform.stack.read',
  'terraform.finding.read',
  'handbook.document.read',
  'handbook.adr.read',
  'handbook.runbook.read',
  'handbook.troubleshooting.read',
  'handbook.path.read',
  'handbook.guide.read',
  'handbook.troubleshooting.match',
  'handbook.runbook.run',
  'platform.service.render',
];

const roles: Record<Role, RolePermissions> = {
  serviceDeveloper: {
    any: [
      ...everybody,
      'catalog.entity.refresh',
      'scaffolder.action.execute',
      'scaffolder.task.create',
      'platform.service.create',
      'platform.service.undo',
      'platform.decision.propose',
      'platform.module.propose',
      'platform.waiver.propose',
      'platform.proposal.undo',
    ],
    ownTasks: ['scaffolder.task.read', 'scaffolder.task.cancel'],
  },
  onCall: {
    any: [...everybody, 'catalog.entity.refresh'],
    ownTasks: ['scaffolder.task.read'],
  },
  platformEngineer: { any: ['*'], ownTasks: [] },
};

/** Whether a role holds a permission: for everything, for one's own tasks only, or not at all. */
export function scopeOf(
  role: Role,
  permission: string,
): 'any' | 'ownTasks' | undefined {
  const { any, ownTasks } = roles[role];
  const held = any.some(
    pattern =>
      pattern === '*' ||
      pattern === permission ||
      (pattern.endsWith('.*') && permission.startsWith(pattern.slice(0, -1))),
  );
  if (held) {
    return 'any';
  }
  return ownTasks.includes(permission) ? 'ownTasks' : undefined;
}
