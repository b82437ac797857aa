import { mockServices, mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult, createPermission } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import { guardCalls, guardRequests } from './guardRequests';

const permission = createPermission({ name: 'thing.read', attributes: { action: 'read' } });
const action = { eventId: 'thing-fetch', severityLevel: 'low' as const, meta: { thing: 'a' }, permission };
const request = { method: 'GET', path: '/things/a', headers: { authorization: mockCredentials.user.header() } } as Request;

describe.each(['requests', 'calls'])('guarding %s', kind => {
  const fail = jest.fn();
  const success = jest.fn();
  const auditor = mockServices.auditor.mock({ createEvent: jest.fn(async () => ({ fail, success })) });
  const run = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY, act: () => Promise<string>) => {
    const permissions = mockServices.permissions.mock({ authorize: async () => [{ result }] });
    return kind === 'requests'
      ? guardRequests({ auditor, permissions, httpAuth: mockServices.httpAuth() })(request, action, act)
      : guardCalls({ auditor, permissions })({ credentials: mockCredentials.user(), where: 'things:read' }, action, act);
  };
  beforeEach(() => jest.clearAllMocks());

  it('leaves one event of the action’s own severity for what is allowed', async () => {
    await expect(run(AuthorizeResult.ALLOW, async () => 'done')).resolves.toBe('done');
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent).toHaveBeenCalledWith(expect.objectContaining({ eventId: 'thing-fetch', severityLevel: 'low' }));
    expect(success).toHaveBeenCalledTimes(1);
  });

  it('leaves one event that the log of production keeps for a refusal, and does nothing', async () => {
    const act = jest.fn();
    await expect(run(AuthorizeResult.DENY, act)).rejects.toMatchObject({ name: 'NotAllowedError', message: expect.stringContaining('PLT-601') });
    expect(act).not.toHaveBeenCalled();
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(auditor.createEvent).toHaveBeenCalledWith(expect.objectContaining({ eventId: 'thing-fetch', severityLevel: 'medium' }));
    expect(fail).toHaveBeenCalledTimes(1);
  });

  it('leaves one event for what fails', async () => {
    await expect(run(AuthorizeResult.ALLOW, async () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(fail).toHaveBeenCalledWith({ error: new Error('broken') });
  });
});
