import { resolve } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { createModuleCatalogue } from '../render';
import { startTestPublication, TestPublication } from '../__testUtils__/publication';
import { DefaultServiceProvisioner } from './DefaultServiceProvisioner';

const checkout = resolve(__dirname, '../../../..');
const answers = {
  name: 'checkout',
  owner: 'payments',
  environments: ['dev'],
  size: 'small',
  database: 'none',
  exposure: 'internal',
};
const options = { credentials: mockCredentials.user('user:default/jiwoo') };

jest.setTimeout(60_000);

describe('DefaultServiceProvisioner', () => {
  let world: TestPublication;
  beforeAll(async () => {
    world = await startTestPublication(checkout);
  });
  afterAll(async () => {
    await world.close();
  });
  beforeEach(() => world.forge.controls.log.reset());

  /** A component of the catalog, described by a repository of the organisation. */
  const component = (name: string, repository: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations: { 'platform.connectly.io/repository': `connectly/${repository}` } },
  });

  async function create(setup: { allowed: string[]; teams?: string[]; entities?: ReturnType<typeof component>[]; creationKey?: string }) {
    const auditor = mockServices.auditor.mock();
    const outcome = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(outcome);
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result: setup.allowed.includes(permission.name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      })),
    );
    const userInfo = mockServices.userInfo.mock();
    userInfo.getUserInfo.mockResolvedValue({
      userEntityRef: 'user:default/jiwoo',
      ownershipEntityRefs: ['user:default/jiwoo', ...(setup.teams ?? ['group:default/payments'])],
    });
    const modules = await readModuleCatalogue(checkout);
    const provisioner = DefaultServiceProvisioner.create({
      auditor,
      permissions,
      userInfo,
      catalog: catalogServiceMock({ entities: [component('known', 'platform'), ...(setup.entities ?? [])] }),
      settings: world.settings,
      access: world.access,
      modules: { read: async () => createModuleCatalogue(modules.values()) },
      machineUsers: [],
      creationKey: 'creationKey' in setup ? setup.creationKey : world.creationKey,
    });
    return { provisioner, auditor, outcome };
  }
  const everything = ['platform.service.render', 'platform.service.create', 'platform.service.undo'];

  it.each([
    ['render', 'platform.service.render'],
    ['checkName', 'platform.service.render'],
    ['publish', 'platform.service.create'],
    ['register', 'platform.service.create'],
    ['undo', 'platform.service.undo'],
  ] as const)('refuses %s without %s, leaving one audit event', async (operation, permission) => {
    const { provisioner, auditor, outcome } = await create({ allowed: everything.filter(name => name !== permission) });
    const input = operation === 'undo' || operation === 'checkName' ? 'checkout' : answers;
    await expect(provisioner[operation](input as never, options)).rejects.toMatchObject({ code: 'PLT-601' });
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(outcome.fail).toHaveBeenCalledTimes(1);
    expect(outcome.success).not.toHaveBeenCalled();
    expect(world.forge.controls.log.count()).toBe(0);
  });

  it('refuses a team that the caller is not in, unless the caller may make services for any', async () => {
    const strange = await create({ allowed: everything, teams: ['group:default/orders'] });
    for (const operation of ['render', 'publish', 'register'] as const) {
      await expect(strange.provisioner[operation](answers, options)).rejects.toMatchObject({ code: 'PLT-601', where: 'owner' });
    }
    expect(strange.outcome.fail).toHaveBeenCalledTimes(3);
    expect(world.forge.controls.log.count()).toBe(0);
    const engineer = await create({
      allowed: [...everything, 'platform.service.create-for-any-team'],
      teams: ['group:default/platform'],
    });
    await engineer.provisioner.render(answers, options);
    await engineer.provisioner.publish(answers, options);
    await engineer.provisioner.undo('checkout', options);
  });

  it('leaves one audit event for a creation and one for its undoing', async () => {
    const { provisioner, auditor, outcome } = await create({ allowed: everything });
    await provisioner.publish(answers, options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'service-create',
      severityLevel: 'medium',
      meta: { service: 'checkout', user: 'user:default/jiwoo' },
    });
    await provisioner.undo('checkout', options);
    expect(auditor.createEvent).toHaveBeenCalledTimes(2);
    expect(outcome.success).toHaveBeenCalledTimes(2);
    expect(outcome.fail).not.toHaveBeenCalled();
  });

  it('leaves one audit event, of low severity, for a preview and for a name that was asked', async () => {
    const { provisioner, auditor, outcome } = await create({ allowed: everything });
    const read = (eventId: string) => ({
      eventId,
      severityLevel: 'low',
      meta: { service: 'checkout', user: 'user:default/jiwoo' },
    });
    await provisioner.render(answers, options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith(read('service-render'));
    await provisioner.checkName('checkout', options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith(read('service-name-check'));
    expect(outcome.success).toHaveBeenCalledTimes(2);
    await expect(provisioner.render({ ...answers, size: 'huge' }, options)).rejects.toMatchObject({ code: 'PLT-102' });
    expect(auditor.createEvent).toHaveBeenCalledTimes(3);
    expect(outcome.fail).toHaveBeenCalledTimes(1);
  });

  it.each(['publish', 'register'] as const)('refuses to %s what the catalog has from elsewhere, before the forge is asked', async operation => {
    const { provisioner, outcome } = await create({ allowed: everything });
    await expect(provisioner[operation]({ ...answers, name: 'known' }, options)).rejects.toMatchObject({
      code: 'PLT-105',
      where: 'name',
      message: (await provisioner.checkName('known', options) as { reason: string }).reason,
    });
    expect(outcome.fail).toHaveBeenCalledTimes(1);
    expect(world.forge.controls.log.count()).toBe(0);
  });

  it('goes on with a creation that the catalog knows from its own repository', async () => {
    const { provisioner } = await create({ allowed: everything, entities: [component('checkout', 'Checkout')] });
    const published = await provisioner.publish(answers, options);
    expect(await provisioner.publish(answers, options)).toEqual(published);
    await provisioner.undo('checkout', options);
  });

  it('refuses to register the repository of another team, and records it', async () => {
    const { provisioner } = await create({ allowed: everything });
    await provisioner.publish(answers, options);
    const other = await create({ allowed: everything, teams: ['group:default/orders'] });
    await expect(other.provisioner.register({ ...answers, owner: 'orders' }, options)).rejects.toMatchObject({ code: 'PLT-602' });
    expect(other.auditor.createEvent).toHaveBeenCalledWith(expect.objectContaining({ eventId: 'service-register' }));
    expect(other.outcome.fail).toHaveBeenCalledTimes(1);
    await provisioner.undo('checkout', options);
  });

  it('makes and takes back nothing without a key to sign it with, and names the key that is missing', async () => {
    const { provisioner, outcome } = await create({ allowed: everything, creationKey: undefined });
    const refused = { code: 'PLT-307', where: 'platform.creationKey' };
    await expect(provisioner.publish(answers, options)).rejects.toMatchObject(refused);
    await expect(provisioner.undo('checkout', options)).rejects.toMatchObject(refused);
    expect(outcome.fail).toHaveBeenCalledTimes(2);
    expect(world.forge.controls.log.count()).toBe(0);
  });

  it('tells why a name cannot be used', async () => {
    const { provisioner } = await create({ allowed: everything });
    expect(await provisioner.checkName('free-name', options)).toEqual({ available: true });
    expect(await provisioner.checkName('Bad', options)).toMatchObject({ available: false, code: 'PLT-102' });
    expect(await provisioner.checkName('known', options)).toMatchObject({ available: false, code: 'PLT-105' });
    await provisioner.publish(answers, options);
    // the person's own unfinished creation may go on
    expect(await provisioner.checkName('checkout', options)).toEqual({ available: true });
    const other = await create({ allowed: everything });
    await provisioner.undo('checkout', options);
    expect(await other.provisioner.checkName('checkout', options)).toEqual({ available: true });
  });
});
