/**
 * Who may do what: a role follows from the teams a person is in, a role is a list of permissions, and a permission in
 * no list is denied. Services call each other without asking here (`coreServices.permissions` lets them pass), so
 * every rule below is about people.
 */
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import {
  AuthorizeResult,
  isResourcePermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import { RESOURCE_TYPE_SCAFFOLDER_TASK } from '@backstage/plugin-scaffolder-common/alpha';
import { Role, scopeOf } from './roles';

/** The policy of the platform; the roles' teams are in the config `permission.platform.roles`. */
export class PlatformPolicy implements PermissionPolicy {
  readonly #teams: Record<Exclude<Role, 'serviceDeveloper'>, string[]>;

  /** @throws Error with the key of a team that is no entity reference */
  static fromConfig(config: Config): PlatformPolicy {
    return new PlatformPolicy({
      platformEngineer: teamsOf(config, 'platformEngineer') ?? [
        'group:default/platform',
      ],
      onCall: teamsOf(config, 'onCall') ?? ['group:default/on-call'],
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
    const scopes = this.#rolesOf(user).map(role =>
      scopeOf(role, permission.name),
    );
    if (scopes.includes('any')) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (
      user &&
      scopes.includes('ownTasks') &&
      isResourcePermission(permission, RESOURCE_TYPE_SCAFFOLDER_TASK)
    ) {
      return createScaffolderTaskConditionalDecision(
        permission,
        scaffolderTaskConditions.isTaskOwner({
          createdBy: [user.info.userEntityRef],
        }),
      );
    }
    return { result: AuthorizeResult.DENY };
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

/** Teams of a role as identities name them. One that is written otherwise would be taken for a team of service developers. */
function teamsOf(config: Config, role: Role): string[] | undefined {
  const key = `permission.platform.roles.${role}`;
  return config.getOptionalStringArray(key)?.map(team => {
    try {
      return stringifyEntityRef(
        parseEntityRef(team, {
          defaultKind: 'group',
          defaultNamespace: 'default',
        }),
      );
    } catch (error) {
      throw new Error(`${key}: "${team}" is no entity reference`, {
        cause: error,
      });
    }
  });
}
