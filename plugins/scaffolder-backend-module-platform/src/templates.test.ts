/** The templates of this repository, run by the real scaffolder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { ServiceProvisioner, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import request from 'supertest';
import { parse } from 'yaml';
import { scaffolderModulePlatform } from './module';

const templates = join(__dirname, '../../../templates');

jest.setTimeout(60_000);

describe('the template undo-service', () => {
  const provisioner: jest.Mocked<ServiceProvisioner> = {
    render: jest.fn(),
    checkName: jest.fn(),
    publish: jest.fn(),
    register: jest.fn(),
    undo: jest.fn(),
  };
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  beforeAll(async () => {
    const template: Entity = parse(await readFile(join(templates, 'undo-service/template.yaml'), 'utf8'));
    template.metadata.namespace = 'default';
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModulePlatform,
        catalogServiceMock.factory({ entities: [template] }),
        createServiceFactory({ service: serviceProvisionerRef, deps: {}, factory: () => provisioner }),
      ],
    });
    server = backend.server;
  });
  beforeEach(() => jest.resetAllMocks());

  const start = (values: object) =>
    request(server).post('/api/scaffolder/v2/tasks').send({ templateRef: 'template:default/undo-service', values });

  /** The text that a person reads at the end. */
  async function run(service: string): Promise<string> {
    const { body: task } = await start({ service, confirmed: true }).expect(201);
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { body: events } = await request(server).get(`/api/scaffolder/v2/tasks/${task.id}/events`);
      const end = events.find((event: { type: string }) => event.type === 'completion');
      if (end?.body.error) throw new Error(end.body.error.message);
      if (end) return end.body.output.text[0].content;
      await sleep(50);
    }
    throw new Error('The task did not end.');
  }

  it.each(['checkout', 'component:default/checkout'])('takes back %s, and says what is gone', async service => {
    provisioner.undo.mockResolvedValue({ removed: ['branch register/checkout', 'repository connectly/checkout'] });
    const text = await run(service);
    expect(provisioner.undo).toHaveBeenCalledWith('checkout', expect.anything());
    expect(text.split('\n').filter(line => line.trim())).toEqual(['- branch register/checkout', '- repository connectly/checkout']);
  });

  it('says that there was nothing to take back', async () => {
    provisioner.undo.mockResolvedValue({ removed: [] });
    expect(await run('checkout')).toContain('nothing left to remove');
  });

  it('does nothing without a confirmation', async () => {
    await start({ service: 'checkout' }).expect(400);
    await start({ service: 'checkout', confirmed: false }).expect(400);
    expect(provisioner.undo).not.toHaveBeenCalled();
  });
});
