import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DraftWaiver } from '../../api';
import { ProposalReview } from '../ProposalForm';

/** The review step of *Propose a waiver*. */
export function WaiverReviewField(props: FieldExtensionComponentProps<string>) {
  const { answers } = props.formContext.formData as { answers: DraftWaiver };
  return <ProposalReview id={props.idSchema.$id} form="waiver" draft={answers} />;
}
