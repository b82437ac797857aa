export { previewProposal, publishProposal, readTakenNames } from './publishProposal';
export { decisionProposal } from './decisionProposal';
export { modulePlace, moduleProposal, refuseTakenModule } from './moduleProposal';
export { waiverProposal } from './waiverProposal';
export type { Proposal, TakenNames } from './Proposal';
export { undoProposal } from './undoProposal';
