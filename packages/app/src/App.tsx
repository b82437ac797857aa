import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import appModulePlatform from '@connectly/plugin-app-module-platform';

export default createApp({
  features: [catalogPlugin, appModulePlatform],
});
