/**
 * Who may do what: a role follows from the teams a person is in, a role is a list of permissions, and a permission in
 * no list is denied. Services call each other without asking here (`coreServices.permissions` lets them pass), so
 * every rule below is about people.
 */
import { Config } from '@backstage/config';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { permissionsOfRole, Role } from './roles';

/** The policy of the platform; the roles' teams are in the config `permission.platform.roles`. */
export class PlatformPolicy implements PermissionPolicy {
  readonly #teams: Record<Exclude<Role, 'serviceDeveloper'>, string[]>;

  static fromConfig(config: Config): PlatformPolicy {
    const roles = config.getOptionalConfig('permission.platform.roles');
    return new PlatformPolicy({
      platformEngineer: roles?.getOptionalStringArray('platformEngineer') ?? [
        'group:default/platform',
      ],
      onCall: roles?.getOptionalStringArray('onCall') ?? [
        'group:default/on-call',
      ],
    });
  }

  private constructor(
    teams: Record<Exclude<Role, 'serviceDeveloper'>, string[]>,
  ) {
    this.#teams = teams;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const allowed = this.#rolesOf(user).some(role =>
      permissionsOfRole(role).some(
        pattern =>
          pattern === '*' ||
          pattern === permission.name ||
          (pattern.endsWith('.*') &&
            permission.name.startsWith(pattern.slice(0, -1))),
      ),
    );
    return { result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }

  /** Somebody in no team has no role: a person who left every team keeps nothing. */
  #rolesOf(user?: PolicyQueryUser): Role[] {
    const refs = user?.info.ownershipEntityRefs ?? [];
    const groups = refs.filter(ref => ref.startsWith('group:'));
    if (groups.length === 0) return [];
    const roles: Role[] = [];
    if (groups.some(ref => this.#teams.platformEngineer.includes(ref))) {
      roles.push('platformEngineer');
    }
    if (groups.some(ref => this.#teams.onCall.includes(ref))) {
      roles.push('onCall');
    }
    if (
      groups.some(
        ref =>
          !this.#teams.platformEngineer.includes(ref) &&
          !this.#teams.onCall.includes(ref),
      )
    ) {
      roles.push('serviceDeveloper');
    }
    return roles;
  }
}
