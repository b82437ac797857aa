import { ConfigReader } from '@backstage/config';
import { mockCredentials } from '@backstage/backend-test-utils';
import { createPermission } from '@backstage/plugin-permission-common';
import { PlatformPolicy } from './PlatformPolicy';

const policy = PlatformPolicy.fromConfig(new ConfigReader({}));

async function decide(name: string, groups: string[] | undefined) {
  const decision = await policy.handle(
    { permission: createPermission({ name, attributes: {} }) },
    groups && {
      credentials: mockCredentials.user(),
      info: { userEntityRef: 'user:default/x', ownershipEntityRefs: ['user:default/x', ...groups] },
    },
  );
  return decision.result;
}

const people = {
  developer: ['group:default/payments'],
  engineer: ['group:default/platform'],
  onCall: ['group:default/on-call'],
  nobody: [],
};

/** Rows: permission; columns: service developer, platform engineer, on-call, a person in no team. */
const matrix: [string, string][] = [
  ['catalog.entity.read', 'AAAD'],
  ['catalog.entity.refresh', 'AAAD'],
  ['catalog.entity.delete', 'DADD'],
  ['catalog.location.create', 'DADD'],
  ['scaffolder.task.create', 'AADD'],
  ['scaffolder.action.execute', 'AADD'],
  ['scaffolder.task.read', 'AAAD'],
  ['platform.service.render', 'AAAD'],
  ['platform.service.create', 'AADD'],
  ['platform.service.create-for-any-team', 'DADD'],
  ['platform.service.undo', 'AADD'],
  ['terraform.module.read', 'AAAD'],
  ['repositories.repository.read', 'AAAD'],
  ['something.nobody.thought.of', 'DADD'],
];

describe('PlatformPolicy', () => {
  it.each(matrix)('decides %s as %s', async (permission, expected) => {
    const decisions = await Promise.all(Object.values(people).map(groups => decide(permission, groups)));
    expect(decisions.map(result => result[0]).join('')).toBe(expected);
  });

  it('denies a caller without identity everything', async () => {
    for (const [permission] of matrix) expect(await decide(permission, undefined)).toBe('DENY');
  });

  it('gives a person in two teams both roles', async () => {
    expect(await decide('platform.service.create', ['group:default/on-call', 'group:default/orders'])).toBe('ALLOW');
  });
});
