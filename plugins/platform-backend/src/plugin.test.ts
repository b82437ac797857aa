import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, startTestBackend } from '@backstage/backend-test-utils';
import { PlatformError } from '@connectly/plugin-platform-common';
import { Proposer, proposerRef, ServiceProvisioner, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import request from 'supertest';
import { platformPlugin } from './plugin';

const rendered = {
  foundation: [{ path: 'README.md', content: '# checkout\n' }],
  provision: [{ path: 'terraform/dev/main.tf', content: 'x\n' }],
  registration: { path: 'infrastructure/services/checkout.yaml', content: 'y\n' },
  moduleVersions: { alb: '2.0.0' },
};
const answers = {
  name: 'checkout',
  owner: 'payments',
  environments: ['dev'],
  size: 'small',
  database: 'none',
  exposure: 'internal',
};

describe('the plugin platform', () => {
  const provisioner: jest.Mocked<ServiceProvisioner> = {
    render: jest.fn(),
    checkName: jest.fn(),
    publish: jest.fn(),
    register: jest.fn(),
    undo: jest.fn(),
  };
  const proposer: jest.Mocked<Proposer> = {
    renderDecision: jest.fn(),
    proposeDecision: jest.fn(),
    renderModule: jest.fn(),
    proposeModule: jest.fn(),
    checkModuleName: jest.fn(),
    renderWaiver: jest.fn(),
    proposeWaiver: jest.fn(),
    undo: jest.fn(),
  };
  async function start() {
    const { server } = await startTestBackend({
      features: [
        platformPlugin,
        createServiceFactory({ service: serviceProvisionerRef, deps: {}, factory: () => provisioner }),
        createServiceFactory({ service: proposerRef, deps: {}, factory: () => proposer }),
      ],
    });
    return server;
  }
  beforeEach(() => jest.resetAllMocks());

  it('previews as the caller', async () => {
    provisioner.render.mockResolvedValue({ answers: answers as never, rendered });
    const response = await request(await start()).post('/api/platform/services/preview').send(answers);
    expect(response.status).toBe(200);
    expect(response.body).toEqual({ answers, rendered });
    expect(provisioner.render).toHaveBeenCalledWith(answers, {
      credentials: expect.objectContaining({ principal: expect.objectContaining({ type: 'user' }) }),
    });
  });

  it.each([
    ['decisions', 'renderDecision'],
    ['modules', 'renderModule'],
    ['waivers', 'renderWaiver'],
  ] as const)('previews %s as the caller', async (path, operation) => {
    const proposal = { repository: 'connectly/platform', branch: 'adr/0019', title: 'x', files: [] };
    proposer[operation].mockResolvedValue({ answers: {} as never, rendered: proposal });
    const response = await request(await start()).post(`/api/platform/${path}/preview`).send({ title: 'x' });
    expect(response.body).toEqual({ answers: {}, rendered: proposal });
    expect(proposer[operation]).toHaveBeenCalledWith({ title: 'x' }, {
      credentials: expect.objectContaining({ principal: expect.objectContaining({ type: 'user' }) }),
    });
  });

  it('tells whether a module may have a name, as the caller', async () => {
    proposer.checkModuleName.mockResolvedValue({ available: true });
    const response = await request(await start()).get('/api/platform/modules/message-topic/availability');
    expect(response.body).toEqual({ available: true });
    expect(proposer.checkModuleName).toHaveBeenCalledWith('message-topic', {
      credentials: expect.objectContaining({ principal: expect.objectContaining({ type: 'user' }) }),
    });
  });

  it('answers a refusal with its code, its place and its next step', async () => {
    provisioner.render.mockRejectedValue(
      new PlatformError({ code: 'PLT-102', message: 'The answer name breaks its rule.', where: 'name' }),
    );
    const response = await request(await start()).post('/api/platform/services/preview').send({});
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      code: 'PLT-102',
      where: 'name',
      next: expect.stringContaining('follows the rule'),
    });
  });

  it.each([
    ['PLT-105', 409],
    ['PLT-204', 404],
    ['PLT-601', 403],
    ['PLT-302', 503],
  ] as const)('maps %s to %i', async (code, status) => {
    provisioner.checkName.mockRejectedValue(new PlatformError({ code, message: 'No.' }));
    const response = await request(await start()).get('/api/platform/services/checkout/availability');
    expect(response.status).toBe(status);
  });

  it('lets in people only, and no large bodies', async () => {
    const server = await start();
    const nobody = await request(server)
      .get('/api/platform/services/checkout/availability')
      .set('authorization', mockCredentials.none.header());
    expect(nobody.status).toBe(401);
    const plugin = await request(server)
      .get('/api/platform/services/checkout/availability')
      .set('authorization', mockCredentials.service.header());
    expect(plugin.status).toBe(403);
    const large = await request(server)
      .post('/api/platform/services/preview')
      .send({ description: 'x'.repeat(70_000) });
    expect(large.status).toBe(413);
    expect(provisioner.render).not.toHaveBeenCalled();
  });

  it('offers its operations to agents with truthful attributes', async () => {
    const response = await request(await start())
      .get('/api/platform/.backstage/actions/v1/actions')
      .set('authorization', mockCredentials.service.header());
    expect(response.status).toBe(200);
    const actions = response.body.actions.map((action: { name: string; attributes: object }) => [
      action.name,
      action.attributes,
    ]);
    expect(actions).toEqual([
      ['render-service', { readOnly: true, destructive: false, idempotent: true }],
      ['publish-service', { readOnly: false, destructive: false, idempotent: true }],
      ['register-service', { readOnly: false, destructive: false, idempotent: true }],
      ['undo-service', { readOnly: false, destructive: true, idempotent: true }],
      ['render-decision', { readOnly: true, destructive: false, idempotent: true }],
      ['propose-decision', { readOnly: false, destructive: false, idempotent: true }],
      ['render-module', { readOnly: true, destructive: false, idempotent: true }],
      ['propose-module', { readOnly: false, destructive: false, idempotent: true }],
      ['render-waiver', { readOnly: true, destructive: false, idempotent: true }],
      ['propose-waiver', { readOnly: false, destructive: false, idempotent: true }],
      ['undo-proposal', { readOnly: false, destructive: true, idempotent: true }],
    ]);
  });
});
