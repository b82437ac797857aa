import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult, BasicPermission } from '@backstage/plugin-permission-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import type { Request } from 'express';
import { toHttpError } from '../errors';

/** What a request is for. @public */
export interface GuardedAction {
  /** As the audit log names it, such as `module-fetch`. */
  eventId: string;
  severityLevel: AuditorServiceEventSeverityLevel;
  /** What it is about, for the audit log. */
  meta: Record<string, string>;
  permission: BasicPermission;
}

/**
 * Does what a request asks for when its sender may.
 * @throws NotAllowedError with `PLT-601` when not, and what `act` throws, as errors of Backstage's HTTP layer
 * @public
 */
export type RequestGuard = <T>(request: Request, action: GuardedAction, act: () => Promise<T>) => Promise<T>;

/**
 * One way in for every endpoint: an audit event, the sender, the permission, then the work. The event is closed on
 * every path, so that each write and each refusal, malformed parameters included, leaves one.
 * @public
 */
export function guardRequests(options: {
  auditor: AuditorService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): RequestGuard {
  const { auditor, httpAuth, permissions } = options;
  return async (request, { permission, ...audit }, act) => {
    const event = await auditor.createEvent({ ...audit, request });
    try {
      const credentials = await httpAuth.credentials(request);
      const [decision] = await permissions.authorize([{ permission }], { credentials });
      if (decision.result !== AuthorizeResult.ALLOW) {
        throw new PlatformError({
          code: 'PLT-601',
          message: `It needs the permission "${permission.name}".`,
          where: `${request.method} ${request.path}`,
        });
      }
      const result = await act();
      await event.success();
      return result;
    } catch (error) {
      await event.fail({ error: error as Error });
      throw toHttpError(error);
    }
  };
}

/** A zod schema, of whichever version. @public */
export interface ParameterSchema<T> {
  safeParse(value: unknown):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
}

/**
 * Reads the parameters of a request.
 * @throws PlatformError `PLT-405` with the first parameter that breaks its rule
 * @public
 */
export function parseParameters<T>(schema: ParameterSchema<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  const where = path.map(String).join('.');
  throw new PlatformError({ code: 'PLT-405', message: `"${where}": ${message}.`, where });
}
