import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { DraftModule } from '../../api';
import { ProposalReview } from '../ProposalForm';

/** The review step of *New module*. */
export function ModuleReviewField(props: FieldExtensionComponentProps<string>) {
  const { answers } = props.formContext.formData as { answers: DraftModule };
  return <ProposalReview id={props.idSchema.$id} form="module" draft={answers} />;
}
