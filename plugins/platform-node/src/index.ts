/**
 * Renders, checks, publishes and registers service repositories.
 *
 * @packageDocumentation
 */
export * from './render';
export * from './settings';
export * from './registration';
export * from './publish';
export { decisionProposal } from './propose';
export type { Proposal, TakenNames } from './propose';
export * from './central';
export * from './database';
export * from './errors';
export * from './http';
export * from './provisioner';
export * from './proposer';
export * from './visibility';
export { validateServiceRepository } from './validate/validateServiceRepository';
