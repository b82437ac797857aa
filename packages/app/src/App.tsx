import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import appModuleKorean from '@connectly/plugin-app-module-korean';
import appModulePlatform from '@connectly/plugin-app-module-platform';
import scaffolderPages from '@connectly/plugin-platform/scaffolder';

export default createApp({
  features: [catalogPlugin, appModuleKorean, appModulePlatform, scaffolderPages],
});
