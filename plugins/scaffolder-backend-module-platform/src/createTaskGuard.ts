import { AuditorService, HttpAuthService, PermissionsService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { taskCreatePermission } from '@backstage/plugin-scaffolder-common/alpha';
import { guardRequests } from '@connectly/plugin-platform-node';
import express from 'express';
import Router from 'express-promise-router';

/**
 * Stands before the scaffolder's routes that start a task: whoever may not start one is told why and what is next, where the scaffolder
 * says nothing. What is allowed goes on to the scaffolder, which asks and audits itself.
 */
export function createTaskGuard(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): express.Router {
  const { httpAuth, permissions } = options;
  const guard = guardRequests(options);
  const router = Router();
  router.post(['/v2/tasks', '/v2/tasks/:taskId/retry', '/v2/dry-run'], async request => {
    const credentials = await httpAuth.credentials(request);
    const [decision] = await permissions.authorize([{ permission: taskCreatePermission }], { credentials });
    if (decision.result === AuthorizeResult.ALLOW) return 'next';
    const refused = { eventId: 'task', severityLevel: 'medium', meta: { actionType: 'create' }, permission: taskCreatePermission } as const;
    return await guard(request, refused, async () => 'next');
  });
  return router;
}
