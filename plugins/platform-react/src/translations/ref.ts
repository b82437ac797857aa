import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { platformErrors } from '@connectly/plugin-platform-common';

/** Titles and next steps of the suite's refusals. The English ones are those of the catalogue. @public */
export const refusalTranslationRef = createTranslationRef({
  id: 'plugin.platform-react',
  messages: {
    retry: 'Try again',
    meaning: 'What {{code}} means',
    errors: platformErrors,
  },
  translations: { ko: () => import('./ko') },
});
