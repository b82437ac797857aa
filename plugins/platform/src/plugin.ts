import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { platformApi } from './api';
import {
  decisionAnswersField,
  decisionReviewField,
  moduleAnswersField,
  moduleReviewField,
  serviceAnswersField,
  serviceReviewField,
} from './extensions/fields';

/** The plugin `platform`: the questions and the review steps of *New service*, *Propose an ADR* and *New module*. @public */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  info: { packageJson: () => import('../package.json') },
  extensions: [
    platformApi,
    serviceAnswersField,
    serviceReviewField,
    decisionAnswersField,
    decisionReviewField,
    moduleAnswersField,
    moduleReviewField,
  ],
});
