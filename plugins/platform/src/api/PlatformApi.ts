import {
  DecisionAnswers,
  ModuleAnswers,
  RenderedProposal,
  RenderedService,
  ServiceAnswers,
  WaiverAnswers,
} from '@connectly/plugin-platform-common';
import { ModuleVersionSummary } from '@connectly/plugin-terraform-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** What the form sends before the answers are complete. @public */
export type DraftAnswers = Partial<ServiceAnswers>;

/** The answers of *Propose an ADR* before they are complete. @public */
export type DraftDecision = Partial<DecisionAnswers>;

/** The answers of *New module* before they are complete. @public */
export type DraftModule = Partial<ModuleAnswers>;

/** The answers of *Propose a waiver* as they are typed. @public */
export type DraftWaiver = { [field in keyof WaiverAnswers]?: string };

/** Whether a name is free, and why not. @public */
export type NameAvailability =
  | { available: true }
  | { available: false; code: string; reason: string };

/** The backend of the forms. @public */
export interface PlatformApi {
  /** The files that Create would commit. @throws ResponseError */
  preview(answers: DraftAnswers, options?: { signal?: AbortSignal }): Promise<{ answers: ServiceAnswers; rendered: RenderedService }>;
  /** The pull request that would propose the decision now. @throws ResponseError */
  previewDecision(answers: DraftDecision, options?: { signal?: AbortSignal }): Promise<{ rendered: RenderedProposal }>;
  /** The pull request that would begin the module now. @throws ResponseError */
  previewModule(answers: DraftModule, options?: { signal?: AbortSignal }): Promise<{ rendered: RenderedProposal }>;
  /** The pull request that would propose the waiver now. @throws ResponseError */
  previewWaiver(answers: DraftWaiver, options?: { signal?: AbortSignal }): Promise<{ rendered: RenderedProposal }>;
  /** Asks catalog and forge whether a module may have a name. @throws ResponseError */
  checkModuleName(name: string, options?: { signal?: AbortSignal }): Promise<NameAvailability>;
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
