import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { PlatformError } from '@connectly/plugin-platform-common';
import { AuthorizeResult, BasicPermission } from '@backstage/plugin-permission-common';
import { actorOf } from '../http/actorOf';

/** What a guard stands on. */
export interface GuardDependencies {
  auditor: AuditorService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

/** What the audit log says of a call. */
interface AuditedEvent {
  eventId: string;
  meta: Record<string, string | number>;
}

/** Who may, and what is written down about it: one audit event for each call. */
export class Guard {
  readonly #deps: GuardDependencies;

  constructor(deps: GuardDependencies) {
    this.#deps = deps;
  }

  /** Entity reference of the caller. */
  async requester(credentials: BackstageCredentials): Promise<string> {
    const { userEntityRef } = await this.#deps.userInfo.getUserInfo(credentials);
    return userEntityRef;
  }

  async allows(permission: BasicPermission, credentials: BackstageCredentials): Promise<boolean> {
    const [decision] = await this.#deps.permissions.authorize([{ permission }], { credentials });
    return decision.result === AuthorizeResult.ALLOW;
  }

  /** @throws PlatformError PLT-601 */
  async authorize(permission: BasicPermission, credentials: BackstageCredentials): Promise<void> {
    if (!(await this.allows(permission, credentials))) throw refusal(permission);
  }

  /**
   * Reading with its audit event. It is of low severity, which logs leave out; that somebody may not read is not.
   * @throws PlatformError PLT-601
   */
  async reading<T>(
    permission: BasicPermission,
    event: AuditedEvent,
    credentials: BackstageCredentials,
    work: () => Promise<T>,
  ): Promise<T> {
    const allowed = await this.allows(permission, credentials);
    return await this.#audited({ ...event, severityLevel: allowed ? 'low' : 'medium' }, credentials, async () => {
      if (!allowed) throw refusal(permission);
      return await work();
    });
  }

  /** Writing with its audit event. */
  async writing<T>(event: AuditedEvent, credentials: BackstageCredentials, work: () => Promise<T>): Promise<T> {
    return await this.#audited({ ...event, severityLevel: 'medium' }, credentials, work);
  }

  /** The work with its audit event, closed on every path. */
  async #audited<T>(
    event: AuditedEvent & { severityLevel: AuditorServiceEventSeverityLevel },
    credentials: BackstageCredentials,
    work: () => Promise<T>,
  ): Promise<T> {
    const user = actorOf(credentials);
    const audit = await this.#deps.auditor.createEvent({ ...event, meta: { ...event.meta, ...(user ? { user } : {}) } });
    try {
      const result = await work();
      await audit.success();
      return result;
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  }
}

function refusal(permission: BasicPermission): PlatformError {
  return new PlatformError({ code: 'PLT-601', message: `This needs the permission ${permission.name}.` });
}

/**
 * What creations and proposals are signed with.
 * @throws PlatformError PLT-307 when there is none
 */
export function requireCreationKey(creationKey: string | undefined): string {
  if (creationKey) return creationKey;
  throw new PlatformError({
    code: 'PLT-307',
    message: 'There is no key that shows that this portal made a repository, and for whom.',
    where: 'platform.creationKey',
  });
}
