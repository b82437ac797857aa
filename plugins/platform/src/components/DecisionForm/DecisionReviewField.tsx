import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DraftDecision } from '../../api';
import { ProposalReview } from '../ProposalForm';

/** The review step of *Propose an ADR*. */
export function DecisionReviewField(props: FieldExtensionComponentProps<string>) {
  const { answers } = props.formContext.formData as { answers: DraftDecision };
  return <ProposalReview id={props.idSchema.$id} form="decision" draft={answers} />;
}
