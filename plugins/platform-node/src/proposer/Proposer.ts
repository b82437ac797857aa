import {
  DecisionAnswers,
  ModuleAnswers,
  PublishedProposal,
  RenderedProposal,
  WaiverAnswers,
} from '@connectly/plugin-platform-common';
import { NameStatus, ProvisionerOptions } from '../provisioner';

/** What a proposal's progress is told to. @public */
export type ProposerOptions = ProvisionerOptions & { onProgress?: (message: string) => void };

/**
 * Proposes decisions, modules and waivers by pull request. Forms, scaffolder actions, MCP actions and REST are thin adapters over this one service,
 * which checks permissions and leaves the audit events. A `date` that is left out is today.
 * @public
 */
export interface Proposer {
  /**
   * The pull request that {@link Proposer.proposeDecision} would open now.
   * @throws PlatformError PLT-1nn for answers that break a rule, PLT-404 for a repository that the caller may not see, PLT-601
   */
  renderDecision(input: unknown, options: ProvisionerOptions): Promise<{ answers: DecisionAnswers; rendered: RenderedProposal }>;
  /**
   * Opens the pull request of a decision under the next free number; adopts the one that the caller made by the same answers.
   * @throws PlatformError
   */
  proposeDecision(input: unknown, options: ProposerOptions): Promise<PublishedProposal>;
  /**
   * The pull request that {@link Proposer.proposeModule} would open now.
   * @throws PlatformError PLT-1nn for answers that break a rule, PLT-105 for a name that is taken, PLT-601
   */
  renderModule(input: unknown, options: ProvisionerOptions): Promise<{ answers: ModuleAnswers; rendered: RenderedProposal }>;
  /**
   * Opens the pull request of a module in the central repository; adopts the one that the caller made by the same answers.
   * @throws PlatformError
   */
  proposeModule(input: unknown, options: ProposerOptions): Promise<PublishedProposal>;
  /** Whether a module may have this name: its rule, the catalog and the forge are asked. */
  checkModuleName(name: string, options: ProvisionerOptions): Promise<NameStatus>;
  /**
   * The pull request that {@link Proposer.proposeWaiver} would open now.
   * @throws PlatformError PLT-1nn for answers that break a rule, PLT-105 for a name that is taken, PLT-404 for a service or stack that the
   * caller may not see, PLT-601
   */
  renderWaiver(input: unknown, options: ProvisionerOptions): Promise<{ answers: WaiverAnswers; rendered: RenderedProposal }>;
  /**
   * Opens the pull request of a waiver in the central repository; adopts the one that the caller made by the same answers.
   * @throws PlatformError
   */
  proposeWaiver(input: unknown, options: ProposerOptions): Promise<PublishedProposal>;
  /**
   * Closes what the caller proposed, as long as nobody has worked in it.
   * @throws PlatformError PLT-304, PLT-305, PLT-404, PLT-601
   */
  undo(proposal: { repository: string; pullRequest: number }, options: ProvisionerOptions): Promise<{ removed: string[] }>;
}
