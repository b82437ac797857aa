import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { PublishedService, UndoneService } from '../publish';

/** Why a name cannot be used, or that it can. @public */
export type NameStatus =
  | { available: true }
  | { available: false; code: string; reason: string };

/** On whose behalf, and until when. @public */
export interface ProvisionerOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * Makes services. Form, scaffolder actions, MCP actions and REST are thin adapters over this one service, which
 * checks permissions and leaves the audit events.
 * @public
 */
export interface ServiceProvisioner {
  /**
   * The files that Create would commit.
   * @throws PlatformError PLT-1nn for answers that break a rule, PLT-2nn when the modules cannot be wired, PLT-601 for an owner for
   * whom the caller could not create
   */
  render(input: unknown, options: ProvisionerOptions): Promise<{ answers: ServiceAnswers; rendered: RenderedService }>;
  /** Whether a service may have this name: its rule, the catalog and the forge are asked. */
  checkName(name: string, options: ProvisionerOptions): Promise<NameStatus>;
  /**
   * Makes the repository and its pull requests; resumes where an earlier attempt stopped.
   * @throws PlatformError
   */
  publish(
    input: unknown,
    options: ProvisionerOptions & { onProgress?: (message: string) => void },
  ): Promise<PublishedService>;
  /**
   * Opens the registration pull request of a repository that exists already.
   * @throws PlatformError
   */
  register(input: unknown, options: ProvisionerOptions): Promise<{ registrationUrl?: string }>;
  /**
   * Removes what {@link ServiceProvisioner.publish} made, as long as nobody has worked in it.
   * @throws PlatformError PLT-304 or PLT-305
   */
  undo(service: string, options: ProvisionerOptions): Promise<UndoneService>;
}
