/** What the scaffolder's own routes say to somebody who may start no task. */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { proposerRef, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import request from 'supertest';
import { scaffolderModulePlatform } from './module';

jest.setTimeout(60_000);

describe('starting a task', () => {
  let result: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  const fail = jest.fn(async () => {});
  const createEvent = jest.fn(async (_event: { meta?: { actionType?: string } }) => ({ success: async () => {}, fail }));
  const authorize = async (asked: unknown[]) => asked.map(() => ({ result }));
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  beforeAll(async () => {
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderModulePlatform,
        catalogServiceMock.factory({
          entities: [
            {
              apiVersion: 'scaffolder.backstage.io/v1beta3',
              kind: 'Template',
              metadata: { name: 'nothing', namespace: 'default' },
              spec: { type: 'service', steps: [], parameters: [] },
            },
          ],
        }),
        mockServices.permissions.mock({ authorize, authorizeConditional: authorize }).factory,
        mockServices.auditor.mock({ createEvent }).factory,
        createServiceFactory({ service: serviceProvisionerRef, deps: {}, factory: () => ({}) as never }),
        createServiceFactory({ service: proposerRef, deps: {}, factory: () => ({}) as never }),
      ],
    });
    server = backend.server;
  });
  beforeEach(() => jest.clearAllMocks());

  const post = (path: string) =>
    request(server).post(`/api/scaffolder${path}`).send({ templateRef: 'template:default/nothing', values: {} });

  it.each(['/v2/tasks', '/v2/tasks/0b7f8f5e/retry', '/v2/dry-run'])('by %s is refused with the cause and the next step', async path => {
    result = AuthorizeResult.DENY;
    const { body } = await post(path).expect(403);
    expect(body.error).toMatchObject({
      name: 'NotAllowedError',
      code: 'PLT-601',
      message: 'PLT-601: It needs the permission "scaffolder.task.create". Ask the platform team for the role that may.',
      next: 'Ask the platform team for the role that may.',
      link: expect.stringContaining('plt-601'),
    });
    expect(createEvent).toHaveBeenCalledTimes(1);
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it('leaves one audit event where it is allowed', async () => {
    result = AuthorizeResult.ALLOW;
    await post('/v2/tasks').expect(201);
    expect(createEvent.mock.calls.filter(([event]) => event.meta?.actionType === 'create')).toHaveLength(1);
    expect(fail).not.toHaveBeenCalled();
  });
});
