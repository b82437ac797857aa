import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { platformApi } from './api';
import {
  decisionAnswersField,
  decisionReviewField,
  moduleAnswersField,
  moduleReviewField,
  serviceAnswersField,
  serviceReviewField,
  undoConfirmationField,
  undoServiceField,
  waiverAnswersField,
  waiverReviewField,
} from './extensions/fields';

/** The plugin `platform`: the questions and the review steps of *New service*, *Propose an ADR*, *New module* and *Propose a waiver*,
 * and the questions of *Undo a service*. @public */
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
    waiverAnswersField,
    waiverReviewField,
    undoServiceField,
    undoConfirmationField,
  ],
});
