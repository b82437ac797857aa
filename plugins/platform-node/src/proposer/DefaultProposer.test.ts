import { resolve } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { startTestPublication, TestPublication } from '../__testUtils__/publication';
import { DefaultProposer } from './DefaultProposer';

const checkout = resolve(__dirname, '../../../..');
const options = { credentials: mockCredentials.user('user:default/jiwoo') };
const decision = {
  repository: 'connectly/platform', title: 'Queues between orders and payments', owner: 'payments', context: 'Payments are slow.',
  options: ['A queue', 'A call'], chosen: 'A queue', reason: 'orders go on.',
};
const waiver = {
  rule: 'POL-003', service: 'checkout', address: 'module.partner.**', owner: 'payments', reason: 'They move in January.', expires: '2027-01-31',
};
const registration = {
  apiVersion: 'platform.connectly.io/v1', kind: 'Service', name: 'checkout', repository: 'connectly/checkout', owner: 'group:default/payments',
  environments: ['dev'], tier: 'standard',
};
const beginning = { name: 'message-topic', title: 'Message topic', description: 'Topic that services publish to.', owner: 'payments' };

jest.setTimeout(60_000);

describe('DefaultProposer', () => {
  let world: TestPublication;
  beforeAll(async () => {
    world = await startTestPublication(checkout);
    await world.work('platform', `mkdir -p infrastructure/services; echo '${JSON.stringify(registration)}' > infrastructure/services/checkout.yaml
      git add .; git commit --quiet -m 'Register checkout'; git push --quiet origin main`);
  });
  afterAll(() => world.close());
  beforeEach(() => world.forge.controls.log.reset());

  const everything = ['platform.decision.propose', 'platform.module.propose', 'platform.waiver.propose', 'platform.proposal.undo'];

  function create(setup: { allowed?: string[]; creationKey?: string; repository?: string } = {}) {
    const { allowed = everything, repository = 'connectly/platform' } = setup;
    const auditor = mockServices.auditor.mock();
    const outcome = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(outcome);
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({ result: allowed.includes(permission.name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY })),
    );
    const userInfo = mockServices.userInfo.mock();
    userInfo.getUserInfo.mockResolvedValue({ userEntityRef: 'user:default/jiwoo', ownershipEntityRefs: [] });
    const entity = (kind: string, name: string, annotations = {}) => ({
      apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name, namespace: 'default', annotations },
    });
    const proposer = DefaultProposer.create({
      auditor, permissions, userInfo,
      catalog: catalogServiceMock({
        entities: [
          entity('Group', 'payments'),
          entity('Group', 'orders'),
          entity('Group', 'platform'),
          entity('Component', 'rds', { 'platform.connectly.io/repository': repository }),
          entity('Component', 'checkout', { 'platform.connectly.io/repository': 'connectly/checkout' }),
          entity('Component', 'ledger', { 'platform.connectly.io/repository': 'connectly/ledger' }),
          { ...entity('Resource', 'network'), spec: { type: 'terraform-stack' } },
          { ...entity('Resource', 'bucket'), spec: { type: 's3-bucket' } },
          entity('Component', 'foreign', { 'platform.connectly.io/repository': 'elsewhere/platform' }),
        ],
      }),
      settings: world.settings,
      access: world.access,
      machineUsers: [],
      creationKey: 'creationKey' in setup ? setup.creationKey : world.creationKey,
      now: () => new Date('2026-11-28T12:00:00Z'),
    });
    return { proposer, auditor, outcome };
  }

  it.each([
    ['renderDecision', 'platform.decision.propose'],
    ['proposeDecision', 'platform.decision.propose'],
    ['renderModule', 'platform.module.propose'],
    ['proposeModule', 'platform.module.propose'],
    ['checkModuleName', 'platform.module.propose'],
    ['renderWaiver', 'platform.waiver.propose'],
    ['proposeWaiver', 'platform.waiver.propose'],
    ['undo', 'platform.proposal.undo'],
  ] as const)('refuses %s without %s, leaving one audit event', async (operation, permission) => {
    const { proposer, auditor, outcome } = create({ allowed: everything.filter(name => name !== permission) });
    const inputs = {
      renderDecision: decision, proposeDecision: decision, renderModule: beginning, proposeModule: beginning, renderWaiver: waiver,
      proposeWaiver: waiver, checkModuleName: 'message-topic', undo: { repository: 'connectly/platform', pullRequest: 1 },
    };
    const input = inputs[operation];
    await expect(proposer[operation](input as never, options)).rejects.toMatchObject({ code: 'PLT-601' });
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(outcome.fail).toHaveBeenCalledTimes(1);
    expect(world.forge.controls.log.count()).toBe(0);
  });

  it.each([
    ['a repository that the caller does not see', { repository: 'connectly/secret' }, 'PLT-404'],
    ['a repository of another organisation', { repository: 'elsewhere/platform' }, 'PLT-404'],
    ['a team that there is not', { owner: 'nobody' }, 'PLT-106'],
    ['Markdown that leaves its section', { context: '# Decision Outcome' }, 'PLT-102'],
    ['answers that are none', { status: 'accepted' }, 'PLT-103'],
  ])('refuses %s, before anything is written', async (_, change, code) => {
    const { proposer, outcome } = create();
    await expect(proposer.proposeDecision({ ...decision, ...change }, options)).rejects.toMatchObject({ code });
    await expect(proposer.renderDecision({ ...decision, ...change }, options)).rejects.toMatchObject({ code });
    expect(outcome.fail).toHaveBeenCalledTimes(2);
    expect(world.forge.controls.log.count(({ operation }) => operation?.startsWith('mutation') ?? false)).toBe(0);
  });

  it('refuses without a key to sign with', async () => {
    await expect(create({ creationKey: undefined }).proposer.proposeModule(beginning, options)).rejects.toMatchObject({ code: 'PLT-307' });
  });

  it('previews what it then proposes, of today, and takes it back; one audit event for each', async () => {
    const { proposer, auditor, outcome } = create({ repository: 'Connectly/Platform' });
    const { rendered } = await proposer.renderDecision(decision, options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'decision-render',
      severityLevel: 'low',
      meta: { repository: 'connectly/platform', title: decision.title, user: 'user:default/jiwoo' },
    });
    expect(rendered.files[0].content).toContain('date: "2026-11-28"');
    world.forge.controls.log.reset();
    const published = await proposer.proposeDecision(decision, options);
    expect(world.forge.controls.log.count()).toBe(3);
    expect(published).toMatchObject({ branch: rendered.branch, files: [rendered.files[0].path] });
    const [repository] = [rendered.repository.toLowerCase().split('/')[1]];
    expect(await world.git(repository, ['show', `origin/${rendered.branch}:${rendered.files[0].path}`])).toBe(rendered.files[0].content);
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'decision-propose',
      severityLevel: 'medium',
      meta: { repository: 'connectly/platform', title: decision.title, user: 'user:default/jiwoo' },
    });
    await proposer.undo(published, options);
    expect(auditor.createEvent).toHaveBeenCalledTimes(3);
    expect(outcome.success).toHaveBeenCalledTimes(3);
  });

  it('does the same for a module, in the central repository', async () => {
    const { proposer, auditor } = create();
    const { rendered } = await proposer.renderModule(beginning, options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith(expect.objectContaining({ eventId: 'module-render', severityLevel: 'low' }));
    const published = await proposer.proposeModule(beginning, options);
    expect(published).toMatchObject({ repository: 'connectly/platform', branch: 'module/message-topic', files: rendered.files.map(file => file.path) });
    await expect(proposer.renderModule({ ...beginning, title: 'Another' }, options)).rejects.toMatchObject({ code: 'PLT-105' });
  });

  it('tells whether a module may have a name', async () => {
    const { proposer } = create();
    const taken = { available: false, code: 'PLT-105' };
    expect(await proposer.checkModuleName('event-bus', options)).toEqual({ available: true });
    expect(await proposer.checkModuleName('Event bus', options)).toMatchObject({ available: false, code: 'PLT-102' });
    world.forge.controls.log.reset();
    expect(await proposer.checkModuleName('rds', options)).toMatchObject({ ...taken, reason: 'The catalog has a component rds already.' });
    await expect(proposer.renderModule({ ...beginning, name: 'rds' }, options)).rejects.toMatchObject({ code: 'PLT-105' });
    expect(world.forge.controls.log.count()).toBe(0);
    await proposer.proposeModule({ ...beginning, name: 'event-stream' }, options);
    expect(await proposer.checkModuleName('event-stream', options)).toMatchObject({ ...taken, reason: expect.stringContaining('module/event-stream') });
  });

  it('proposes a waiver of a service in the central repository, once', async () => {
    const { proposer, auditor } = create();
    const { rendered } = await proposer.renderWaiver(waiver, options);
    const published = await proposer.proposeWaiver(waiver, options);
    expect(auditor.createEvent).toHaveBeenLastCalledWith({
      eventId: 'waiver-propose',
      severityLevel: 'medium',
      meta: { rule: 'POL-003', service: 'checkout', user: 'user:default/jiwoo' },
    });
    expect(published).toMatchObject({
      repository: 'connectly/platform', branch: 'waiver/checkout-pol-003', files: ['infrastructure/policies/waivers/checkout-pol-003.yaml'],
    });
    expect(await world.git('platform', ['show', `origin/${published.branch}:${published.files[0]}`])).toBe(rendered.files[0].content);
    expect(await proposer.proposeWaiver(waiver, options)).toEqual(published);
    const another = { ...waiver, reason: 'Another reason altogether.' };
    await expect(proposer.proposeWaiver(another, options)).rejects.toMatchObject({ code: 'PLT-105' });
    expect(await proposer.proposeWaiver({ ...another, name: 'partner' }, options)).toMatchObject({ branch: 'waiver/partner' });
    expect(await proposer.proposeWaiver({ ...waiver, service: 'stacks/network', owner: 'platform' }, options)).toMatchObject({ branch: 'waiver/stacks-network-pol-003' });
    await proposer.undo(published, options);
    expect(await proposer.renderWaiver(another, options)).toMatchObject({ rendered: { branch: 'waiver/checkout-pol-003' } });
  });

  it.each([
    ['a service that the caller does not see', { service: 'secret' }, 'PLT-404'],
    ['the central repository, which is no service', { service: 'platform' }, 'PLT-404'],
    ['a stack that there is not', { service: 'stacks/nothing' }, 'PLT-404'],
    ['a resource that is no stack', { service: 'stacks/bucket' }, 'PLT-404'],
    ['a team that there is not', { owner: 'nobody' }, 'PLT-106'],
    ['a team that its registration does not name', { owner: 'orders' }, 'PLT-107'],
    ['a service that is not registered', { service: 'ledger' }, 'PLT-107'],
    ['a stack, by a team that does not own it', { service: 'stacks/network' }, 'PLT-107'],
    ['a day that is too far, whatever day the answers say it is', { expires: '2027-05-27' }, 'PLT-102'],
    ['a day of its own', { date: '2027-11-28' }, 'PLT-103'],
  ])('refuses a waiver for %s', async (_, change, code) => {
    const { proposer } = create();
    await expect(proposer.proposeWaiver({ ...waiver, ...change }, options)).rejects.toMatchObject({ code });
    await expect(proposer.renderWaiver({ ...waiver, ...change }, options)).rejects.toMatchObject({ code });
    expect(world.forge.controls.log.count(({ operation }) => operation?.startsWith('mutation') ?? false)).toBe(0);
  });

  it('says whose it is, and what to do', async () => {
    const { proposer } = create();
    const where = 'owner';
    await expect(proposer.renderWaiver({ ...waiver, owner: 'orders' }, options)).rejects.toMatchObject({
      where, message: 'orders cannot answer for it: checkout belongs to payments, as its registration says.', next: 'Choose payments or platform as the owner.',
    });
    await expect(proposer.renderWaiver({ ...waiver, service: 'ledger' }, options)).rejects.toMatchObject({
      where, message: 'payments cannot answer for it: ledger has no registration yet.',
      next: 'Have the registration of ledger merged first, or choose platform as the owner.',
    });
    await expect(proposer.renderWaiver({ ...waiver, service: 'stacks/network' }, options)).rejects.toMatchObject({
      where, message: 'payments cannot answer for it: stacks/network belongs to platform, as every stack does.', next: 'Choose platform as the owner.',
    });
  });

  it('lets the platform team answer for a waiver of any service', async () => {
    const { proposer } = create();
    for (const service of ['checkout', 'ledger']) {
      const { rendered } = await proposer.renderWaiver({ ...waiver, service, owner: 'platform', name: 'by-platform' }, options);
      expect(rendered.files[0].content).toContain('owner: group:default/platform');
    }
  });
});
