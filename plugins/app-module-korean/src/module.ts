import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { TranslationBlueprint } from '@backstage/plugin-app-react';
import { koreanResources } from './resources';

/** Backstage's own pages in Korean. @public */
export const appModuleKorean = createFrontendModule({
  pluginId: 'app',
  extensions: Object.entries(koreanResources).map(([name, resource]) =>
    TranslationBlueprint.make({ name: `korean-${name}`, params: { resource } }),
  ),
});
