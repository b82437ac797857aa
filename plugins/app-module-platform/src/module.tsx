import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  SignInPageBlueprint,
} from '@backstage/plugin-app-react';
import { appLanguage } from './language/appLanguage';
import { Navigation } from './nav/Navigation';
import './tables/stockTables.module.css';
import './tabs/wrappedTabs.module.css';

const navigation = NavContentBlueprint.make({
  params: { component: Navigation },
});

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: () => import('./signIn/SignInPage').then(module => module.SignInPage),
  },
});

/** What makes this app the platform's portal. @public */
export const appModulePlatform = createFrontendModule({
  pluginId: 'app',
  extensions: [navigation, signInPage, appLanguage],
});
