/** The templates of this repository, run by the real scaffolder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { PlatformError } from '@connectly/plugin-platform-common';
import { Proposer, proposerRef, ServiceProvisioner, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import request from 'supertest';
import { parse } from 'yaml';
import { scaffolderModulePlatform } from './module';

const templates = join(__dirname, '../../../templates');

jest.setTimeout(60_000);

describe('the templates', () => {
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
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  beforeAll(async () => {
    const entities = await Promise.all(
      ['service', 'undo-service', 'adr', 'module', 'waiver'].map(async name => {
        const template: Entity = parse(await readFile(join(templates, name, 'template.yaml'), 'utf8'));
        template.metadata.namespace = 'default';
        return template;
      }),
    );
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModulePlatform,
        catalogServiceMock.factory({ entities }),
        createServiceFactory({ service: serviceProvisionerRef, deps: {}, factory: () => provisioner }),
        createServiceFactory({ service: proposerRef, deps: {}, factory: () => proposer }),
      ],
    });
    server = backend.server;
  });
  beforeEach(() => jest.resetAllMocks());

  const start = (template: string, values: object) =>
    request(server).post('/api/scaffolder/v2/tasks').send({ templateRef: `template:default/${template}`, values });

  interface TaskEvent {
    type: string;
    body: { message: string; error?: { message: string }; output?: any };
  }
  /** Everything that a task told, when it ended. */
  async function events(template: string, values: object): Promise<TaskEvent[]> {
    const { body: task } = await start(template, values).expect(201);
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { body } = await request(server).get(`/api/scaffolder/v2/tasks/${task.id}/events`);
      if (body.some((event: TaskEvent) => event.type === 'completion')) return body;
      await sleep(50);
    }
    throw new Error('The task did not end.');
  }
  /** What a person gets at the end. */
  async function run(template: string, values: object) {
    const end = (await events(template, values)).find(({ type }) => type === 'completion');
    if (end?.body.error) throw new Error(end.body.error.message);
    return end?.body.output;
  }
  const undo = async (service: string): Promise<string> =>
    (await run('undo-service', { service, confirmed: true })).text[0].content;

  it.each(['checkout', 'component:default/checkout'])('takes back %s, and says what is gone', async service => {
    provisioner.undo.mockResolvedValue({ removed: ['branch register/checkout', 'repository connectly/checkout'] });
    const text = await undo(service);
    expect(provisioner.undo).toHaveBeenCalledWith('checkout', expect.anything());
    expect(text.split('\n').filter(line => line.trim())).toEqual(['- branch register/checkout', '- repository connectly/checkout']);
  });

  it('says that there was nothing to take back', async () => {
    provisioner.undo.mockResolvedValue({ removed: [] });
    expect(await undo('checkout')).toContain('nothing left to remove');
  });

  it('logs a refusal with its code, cause and next step, and without a stack', async () => {
    provisioner.publish.mockRejectedValue(
      new PlatformError({ code: 'PLT-601', message: 'You are not in the team orders.', where: 'owner', next: 'Choose a team that you are in.' }),
    );
    const answers = {
      name: 'checkout', owner: 'group:default/orders', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
    };
    const told = (await events('service', { answers })).map(({ body }) => body.message);
    expect(told).toContain('PLT-601: You are not in the team orders. Choose a team that you are in.');
    expect(told.join('\n')).not.toMatch(/^\s+at /m);
  });

  it('says at the end in which order registrations are merged, where that stands, and what a red one waits for', async () => {
    provisioner.publish.mockResolvedValue({
      repository: 'connectly/checkout', repositoryUrl: 'https://forge.example/connectly/checkout',
      provisionUrl: 'https://forge.example/connectly/checkout/pull/1', registrationUrl: 'https://forge.example/connectly/platform/pull/1',
    } as Awaited<ReturnType<ServiceProvisioner['publish']>>);
    const answers = {
      name: 'checkout', owner: 'group:default/orders', environments: ['dev'], size: 'small', database: 'none', exposure: 'internal',
    };
    const [{ content }] = (await run('service', { answers })).text;
    const guide = '/docs/default/component/platform/guides/make-a-service';
    const [english, korean] = content.split('\n').find((line: string) => line.startsWith('2.')).split(' · ');
    expect(english).toMatch(/approves, applies and merges .* one after the other.*`atlantis\/plan` is red.*comment `atlantis plan`/);
    expect(english).toContain(`](${guide}/#the-registration)`);
    expect(korean).toMatch(/승인, 적용, 병합.*하나씩.*`atlantis\/plan`.*빨갛.*`atlantis plan`/);
    expect(korean).toContain(`](${guide}.ko/#the-registration)`);
  });

  it('does nothing without a confirmation', async () => {
    await start('undo-service', { service: 'checkout' }).expect(400);
    await start('undo-service', { service: 'checkout', confirmed: false }).expect(400);
    expect(provisioner.undo).not.toHaveBeenCalled();
  });

  const decision = {
    repository: 'connectly/platform', title: 'Queues for orders', owner: 'group:default/payments', context: 'Slow.', options: ['A', 'B'],
    chosen: 'A', reason: 'it is fast.', good: [], bad: ['${{ parameters.answers.title }}'], date: '2026-11-28',
  };
  const beginning = { name: 'message-topic', title: 'Message topic', description: 'Topic for events.', owner: 'group:default/platform', date: '2026-11-28' };
  const waiver = {
    rule: 'POL-003', service: 'checkout', environment: '', address: 'module.partner.**', owner: 'group:default/payments',
    reason: 'They move in ${{ parameters.answers.rule }}.', expires: '2027-01-31', name: '',
  };
  const url = 'https://forge.example/connectly/platform/pull/7';

  it.each([
    ['adr', decision, 'proposeDecision'],
    ['module', beginning, 'proposeModule'],
    ['waiver', waiver, 'proposeWaiver'],
  ] as const)('give the answers of %s to the proposer as they are, and the link', async (template, answers, operation) => {
    proposer[operation].mockResolvedValue({
      repository: 'connectly/platform', branch: 'x', pullRequest: 7, pullRequestUrl: url, files: [],
    });
    const output = await run(template, { answers });
    expect(output.links).toEqual([{ title: 'Pull request · 풀 리퀘스트', url }]);
    expect(proposer[operation]).toHaveBeenCalledWith(answers, expect.anything());
    await start(template, { answers: { ...answers, owner: undefined } }).expect(400);
  });
});
