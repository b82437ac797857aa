import {
  AuditorService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { PlatformError } from '@connectly/plugin-platform-common';
import { AuthorizeResult, BasicPermission } from '@backstage/plugin-permission-common';

/** What a guard stands on. */
export interface GuardDependencies {
  auditor: AuditorService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}

/** Who may, and what is written down about it: one audit event for each write and each refusal. */
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
    if (!(await this.allows(permission, credentials))) {
      throw new PlatformError({
        code: 'PLT-601',
        message: `This needs the permission ${permission.name}.`,
      });
    }
  }

  /**
   * Reading leaves no audit event; being refused does.
   * @throws PlatformError PLT-601
   */
  async authorizeReading(
    permission: BasicPermission,
    event: { eventId: string; meta: Record<string, string | number> },
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (await this.allows(permission, credentials)) return;
    await this.audited(event, credentials, () => this.authorize(permission, credentials));
  }

  /** The work with its audit event, closed on every path. */
  async audited<T>(
    event: { eventId: string; meta: Record<string, string | number> },
    credentials: BackstageCredentials,
    work: () => Promise<T>,
  ): Promise<T> {
    const audit = await this.#deps.auditor.createEvent({
      eventId: event.eventId,
      severityLevel: 'medium',
      meta: { ...event.meta, user: await this.requester(credentials) },
    });
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
