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

/** `ui:field: WaiverAnswers`: the questions of *Propose a waiver*. */
export const waiverAnswersField = FormFieldBlueprint.make({
  name: 'waiver-answers',
  params: {
    field: async () => {
      const { validateWaiverAnswers, WaiverAnswersField } = await import('../components/WaiverForm');
      return createFormField({
        name: 'WaiverAnswers',
        component: WaiverAnswersField,
        validation: validateWaiverAnswers,
      });
    },
  },
});

/** `ui:field: WaiverReview`: the file that Propose commits. */
export const waiverReviewField = FormFieldBlueprint.make({
  name: 'waiver-review',
  params: {
    field: async () => {
      const { WaiverReviewField } = await import('../components/WaiverForm');
      return createFormField({
        name: 'WaiverReview',
        component: WaiverReviewField,
      });
    },
  },
});

/** `ui:field: UndoService`: the service that is undone. */
export const undoServiceField = FormFieldBlueprint.make({
  name: 'undo-service',
  params: {
    field: async () => {
      const { UndoServiceField, validateUndoService } = await import('../components/UndoForm');
      return createFormField({ name: 'UndoService', component: UndoServiceField, validation: validateUndoService });
    },
  },
});

/** `ui:field: UndoConfirmation`: that the person knows what undoing removes. */
export const undoConfirmationField = FormFieldBlueprint.make({
  name: 'undo-confirmation',
  params: {
    field: async () => {
      const { UndoConfirmationField, validateUndoConfirmation } = await import('../components/UndoForm');
      return createFormField({
        name: 'UndoConfirmation',
        component: UndoConfirmationField,
        validation: validateUndoConfirmation,
      });
    },
  },
});
