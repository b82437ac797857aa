export { previewProposal, publishProposal } from './publishProposal';
export { decisionProposal } from './decisionProposal';
export { moduleProposal } from './moduleProposal';
export type { Proposal, TakenNames } from './Proposal';
export { undoProposal } from './undoProposal';
