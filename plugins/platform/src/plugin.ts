import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { platformApi } from './api';
import { serviceAnswersField, serviceReviewField } from './extensions/fields';

/** The plugin `platform`: the questions and the review step of *New service*. @public */
export const platformPlugin = createFrontendPlugin({
  pluginId: 'platform',
  info: { packageJson: () => import('../package.json') },
  extensions: [platformApi, serviceAnswersField, serviceReviewField],
});
