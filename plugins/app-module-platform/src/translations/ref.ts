import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Texts of the portal's frame. @public */
export const appTranslationRef = createTranslationRef({
  id: 'app.platform',
  messages: {
    nav: {
      search: 'Search',
      menu: 'Menu',
      settings: 'Settings',
      notifications: 'Notifications',
      home: 'Platform portal, home',
      pages: {
        catalog: 'Catalog',
        create: 'Create',
        apis: 'APIs',
        graph: 'Graph',
        docs: 'Docs',
        modules: 'Modules',
        stacks: 'Stacks',
        handbook: 'Handbook',
      },
    },
    signIn: {
      title: 'Platform portal',
      subtitle: 'Nothing on this machine leaves it. Choose who you want to be.',
      github: 'Sign in with GitHub',
      githubDetail: 'With your account of the organisation.',
      failed: 'Sign-in did not work: {{message}}',
      waiting: 'The portal is still reading the organisation. Trying again…',
      roles: {
        serviceDeveloper: {
          title: 'Service developer',
          description: 'Makes services for the team Payments and follows their plans.',
        },
        platformEngineer: {
          title: 'Platform engineer',
          description: 'Owns the shared modules, stacks and Atlantis.',
        },
        onCall: {
          title: 'On-call',
          description: 'Reads everything when something breaks, and creates nothing.',
        },
      },
      enter: 'Enter',
    },
  },
  translations: {
    ko: () => import('./ko'),
  },
});
