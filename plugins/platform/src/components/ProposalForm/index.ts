export { LinesField } from './LinesField';
export { ProposalReview } from './ProposalReview';
export { refuseIncomplete } from './refuseIncomplete';
export { useDraft } from './useDraft';
export { default as proposalStyles } from './ProposalForm.module.css';
