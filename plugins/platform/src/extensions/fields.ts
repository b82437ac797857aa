import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

/** `ui:field: ServiceAnswers`: the questions of the service form. */
export const serviceAnswersField = FormFieldBlueprint.make({
  name: 'service-answers',
  params: {
    field: async () => {
      const { ServiceAnswersField, validateServiceAnswers } = await import(
        '../components/ServiceAnswersField'
      );
      return createFormField({
        name: 'ServiceAnswers',
        component: ServiceAnswersField,
        validation: validateServiceAnswers,
      });
    },
  },
});

/** `ui:field: ServiceReview`: the files that Create commits. */
export const serviceReviewField = FormFieldBlueprint.make({
  name: 'service-review',
  params: {
    field: async () => {
      const { ServiceReviewField } = await import(
        '../components/ServiceReviewField'
      );
      return createFormField({
        name: 'ServiceReview',
        component: ServiceReviewField,
      });
    },
  },
});

/** `ui:field: DecisionAnswers`: the questions of *Propose an ADR*. */
export const decisionAnswersField = FormFieldBlueprint.make({
  name: 'decision-answers',
  params: {
    field: async () => {
      const { DecisionAnswersField, validateDecisionAnswers } = await import(
        '../components/DecisionForm'
      );
      return createFormField({
        name: 'DecisionAnswers',
        component: DecisionAnswersField,
        validation: validateDecisionAnswers,
      });
    },
  },
});

/** `ui:field: DecisionReview`: the document that Propose commits. */
export const decisionReviewField = FormFieldBlueprint.make({
  name: 'decision-review',
  params: {
    field: async () => {
      const { DecisionReviewField } = await import('../components/DecisionForm');
      return createFormField({
        name: 'DecisionReview',
        component: DecisionReviewField,
      });
    },
  },
});

/** `ui:field: ModuleAnswers`: the questions of *New module*. */
export const moduleAnswersField = FormFieldBlueprint.make({
  name: 'module-answers',
  params: {
    field: async () => {
      const { ModuleAnswersField, validateModuleAnswers } = await import(
        '../components/ModuleForm'
      );
      return createFormField({
        name: 'ModuleAnswers',
        component: ModuleAnswersField,
        validation: validateModuleAnswers,
      });
    },
  },
});

/** `ui:field: ModuleReview`: the files that Create commits. */
export const moduleReviewField = FormFieldBlueprint.make({
  name: 'module-review',
  params: {
    field: async () => {
      const { ModuleReviewField } = await import('../components/ModuleForm');
      return createFormField({
        name: 'ModuleReview',
        component: ModuleReviewField,
      });
    },
  },
});
