import {
  AuditorService,
  AuditorServiceEvent,
  AuditorServiceEventSeverityLevel,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult, BasicPermission } from '@backstage/plugin-permission-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import type { Request } from 'express';
import { toHttpError } from '../errors';
import { actorOf } from './actorOf';

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
 * One way in for every endpoint: the sender, the permission, an audit event, then the work. The event is closed on
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
    const refusal = await refusalOf(async () => {
      const credentials = await httpAuth.credentials(request);
      await demand(permissions, { permission, credentials, where: `${request.method} ${request.path}` });
    });
    return settle(await auditor.createEvent({ ...audit, ...severityOf(audit, refusal), request }), refusal, act);
  };
}

/** {@link RequestGuard} for what an agent calls: `where` is the action's name. @public */
export type CallGuard = <T>(
  call: { credentials: BackstageCredentials; where: string },
  action: GuardedAction,
  act: () => Promise<T>,
) => Promise<T>;

/** {@link guardRequests} for actions of the actions registry, which have credentials and no request. @public */
export function guardCalls(options: { auditor: AuditorService; permissions: PermissionsService }): CallGuard {
  const { auditor, permissions } = options;
  return async ({ credentials, where }, { permission, meta, ...audit }, act) => {
    const actor = actorOf(credentials);
    const refusal = await refusalOf(() => demand(permissions, { permission, credentials, where }));
    const about = { ...meta, ...(actor ? { actor } : {}) };
    return settle(await auditor.createEvent({ ...audit, ...severityOf(audit, refusal), meta: about }), refusal, act);
  };
}

/** Why somebody may not, or undefined. */
async function refusalOf(ask: () => Promise<void>): Promise<{ error: unknown } | undefined> {
  try {
    await ask();
    return undefined;
  } catch (error) {
    return { error };
  }
}

/** Logs of production leave out what is low: reads, but no refusal of one. */
function severityOf(
  { severityLevel }: { severityLevel: AuditorServiceEventSeverityLevel },
  refusal: object | undefined,
): { severityLevel: AuditorServiceEventSeverityLevel } {
  return { severityLevel: refusal && severityLevel === 'low' ? 'medium' : severityLevel };
}

/** Does the work unless it is refused, and closes the event on every path. */
async function settle<T>(event: AuditorServiceEvent, refusal: { error: unknown } | undefined, act: () => Promise<T>): Promise<T> {
  try {
    if (refusal) throw refusal.error;
    const result = await act();
    await event.success();
    return result;
  } catch (error) {
    await event.fail({ error: error as Error });
    throw toHttpError(error);
  }
}

async function demand(
  permissions: PermissionsService,
  { permission, credentials, where }: { permission: BasicPermission; credentials: BackstageCredentials; where: string },
) {
  const [decision] = await permissions.authorize([{ permission }], { credentials });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new PlatformError({ code: 'PLT-601', message: `It needs the permission "${permission.name}".`, where });
  }
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
