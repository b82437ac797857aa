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
