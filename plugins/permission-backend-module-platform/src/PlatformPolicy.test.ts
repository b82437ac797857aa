import { mockCredentials } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogPermissions } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  createPermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { scaffolderPermissions } from '@backstage/plugin-scaffolder-common/alpha';
import { handbookPermissions } from '@connectly/plugin-handbook-common';
import { platformPermissions } from '@connectly/plugin-platform-common';
import { repositoriesPermissions } from '@connectly/plugin-repositories-common';
import { terraformPermissions } from '@connectly/plugin-terraform-common';
import { PlatformPolicy } from './PlatformPolicy';

const defaultPolicy = PlatformPolicy.fromConfig(new ConfigReader({}));
const userEntityRef = 'user:default/x';

async function decide(
  permission: Permission,
  groups: string[] | undefined,
  policy = defaultPolicy,
): Promise<PolicyDecision> {
  return policy.handle(
    { permission },
    groups && {
      credentials: mockCredentials.user(userEntityRef),
      info: {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, ...groups],
      },
    },
  );
}

const people = {
  developer: ['group:default/payments'],
  engineer: ['group:default/platform'],
  onCall: ['group:default/on-call'],
  nobody: [],
};

/**
 * Columns: service developer, platform engineer, on-call, a person in no team. A: allowed, D: denied, O: for one's own
 * tasks only.
 */
const expected: Record<string, string> = {
  'catalog.entity.read': 'AAAD',
  'catalog.entity.create': 'DADD',
  'catalog.entity.delete': 'DADD',
  'catalog.entity.refresh': 'AAAD',
  'catalog.entity.validate': 'DADD',
  'catalog.location.read': 'AAAD',
  'catalog.location.create': 'DADD',
  'catalog.location.delete': 'DADD',
  'catalog.location.analyze': 'DADD',
  'catalog.ingestion.read': 'DADD',
  'catalog.ingestion.manage': 'DADD',
  'scaffolder.action.execute': 'AADD',
  'scaffolder.template.parameter.read': 'AAAD',
  'scaffolder.template.step.read': 'AAAD',
  'scaffolder.template.dry-run': 'DADD',
  'scaffolder.template.management': 'DADD',
  'scaffolder.task.create': 'AADD',
  'scaffolder.task.read': 'OAOD',
  'scaffolder.task.cancel': 'OADD',
  'repositories.repository.read': 'AAAD',
  'repositories.repository.refresh': 'DADD',
  'terraform.module.read': 'AAAD',
  'terraform.stack.read': 'AAAD',
  'terraform.finding.read': 'AAAD',
  'handbook.document.read': 'AAAD',
  'handbook.adr.read': 'AAAD',
  'handbook.runbook.read': 'AAAD',
  'handbook.troubleshooting.read': 'AAAD',
  'handbook.path.read': 'AAAD',
  'handbook.guide.read': 'AAAD',
  'handbook.troubleshooting.match': 'AAAD',
  'handbook.runbook.run': 'AAAD',
  'platform.service.render': 'AAAD',
  'platform.service.create': 'AADD',
  'platform.service.create-for-any-team': 'DADD',
  'platform.service.undo': 'AADD',
  'platform.decision.propose': 'AADD',
  'platform.module.propose': 'AADD',
  'platform.waiver.propose': 'AADD',
  'platform.proposal.undo': 'AADD',
};

/** Every permission that a backend of the portal registers. */
const registered: Permission[] = [
  ...catalogPermissions,
  ...scaffolderPermissions,
  ...repositoriesPermissions,
  ...terraformPermissions,
  ...handbookPermissions,
  ...platformPermissions,
];

describe('PlatformPolicy', () => {
  it('decides every registered permission, for every role, as the table says', async () => {
    const letters = {
      [AuthorizeResult.ALLOW]: 'A',
      [AuthorizeResult.DENY]: 'D',
      [AuthorizeResult.CONDITIONAL]: 'O',
    };
    const decided: Record<string, string> = {};
    for (const permission of registered) {
      const decisions = await Promise.all(
        Object.values(people).map(groups => decide(permission, groups)),
      );
      decided[permission.name] = decisions
        .map(({ result }) => letters[result])
        .join('');
    }
    expect(decided).toEqual(expected);
  });

  it('shows and cancels no task of somebody else', async () => {
    for (const name of ['scaffolder.task.read', 'scaffolder.task.cancel']) {
      const permission = registered.find(each => each.name === name)!;
      expect(await decide(permission, people.developer)).toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'scaffolder',
        resourceType: 'scaffolder-task',
        conditions: {
          rule: 'IS_TASK_OWNER',
          resourceType: 'scaffolder-task',
          params: { createdBy: [userEntityRef] },
        },
      });
    }
  });

  it('denies what nobody thought of, and a caller without identity everything', async () => {
    const unknown = createPermission({
      name: 'something.nobody.thought.of',
      attributes: {},
    });
    expect((await decide(unknown, people.developer)).result).toBe('DENY');
    for (const permission of [...registered, unknown]) {
      expect((await decide(permission, undefined)).result).toBe('DENY');
    }
  });

  it('knows a team by every reference that the catalog takes for it', async () => {
    const configured = PlatformPolicy.fromConfig(
      new ConfigReader({
        permission: {
          platform: {
            roles: { platformEngineer: ['Platform'], onCall: ['group:On-Call'] },
          },
        },
      }),
    );
    const named = (name: string) => registered.find(each => each.name === name)!;
    const refresh = named('repositories.repository.refresh');
    const create = named('platform.service.create');
    expect((await decide(refresh, people.engineer, configured)).result).toBe('ALLOW');
    expect((await decide(create, people.onCall, configured)).result).toBe('DENY');
    const invalid = new ConfigReader({
      permission: { platform: { roles: { onCall: ['group:'] } } },
    });
    expect(() => PlatformPolicy.fromConfig(invalid)).toThrow(
      'permission.platform.roles.onCall',
    );
  });

  it('gives a person in two teams both roles', async () => {
    const create = platformPermissions.find(
      ({ name }) => name === 'platform.service.create',
    )!;
    const groups = ['group:default/on-call', 'group:default/orders'];
    expect((await decide(create, groups)).result).toBe('ALLOW');
  });
});
