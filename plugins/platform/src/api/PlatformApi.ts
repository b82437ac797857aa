import { RenderedService, ServiceAnswers } from '@connectly/plugin-platform-common';
import { ModuleVersionSummary } from '@connectly/plugin-terraform-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** What the form sends before the answers are complete. @public */
export type DraftAnswers = Partial<ServiceAnswers>;

/** Whether a name is free, and why not. @public */
export type NameAvailability =
  | { available: true }
  | { available: false; code: string; reason: string };

/** The backend of the service form. @public */
export interface PlatformApi {
  /** The files that Create would commit. @throws ResponseError */
  preview(answers: DraftAnswers, options?: { signal?: AbortSignal }): Promise<{ answers: ServiceAnswers; rendered: RenderedService }>;
  /** Asks catalog and forge whether a name is free. @throws ResponseError */
  checkName(name: string, options?: { signal?: AbortSignal }): Promise<NameAvailability>;
  /** The versions of a module of the central repository, newest first. @throws ResponseError */
  listModuleVersions(module: string, options?: { signal?: AbortSignal }): Promise<ModuleVersionSummary[]>;
}

/** @public */
export const platformApiRef = createApiRef<PlatformApi>().with({
  id: 'plugin.platform.client',
  pluginId: 'platform',
});
