export type { Proposer, ProposerOptions } from './Proposer';
export { proposerRef } from './proposerRef';
