import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Texts of what every page of the suite loads, lists and links to. @public */
export const sharedTranslationRef = createTranslationRef({
  id: 'plugin.platform-react.shared',
  messages: {
    load: { failed: 'This could not be loaded', retry: 'Try again', lookAgain: 'Look again' },
    lists: { range: '{{from}}–{{to}} of {{total}}' },
    notFound: {
      title: 'Not found',
      description: 'There is no page at this address.',
      back: 'Back to the list',
    },
    places: { unknownOwner: 'No owner' },
  },
  translations: { ko: () => import('./sharedKo') },
});
