export { previewProposal, publishProposal } from './publishProposal';
export type { PublishProposalOptions } from './publishProposal';
export { decisionProposal } from './decisionProposal';
export { moduleProposal } from './moduleProposal';
export type { Proposal, TakenNames } from './Proposal';
export { undoProposal } from './undoProposal';
export type { UndoProposalOptions } from './undoProposal';
