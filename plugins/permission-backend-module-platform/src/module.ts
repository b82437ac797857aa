import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { PlatformPolicy } from './PlatformPolicy';

/** Sets the policy of the portal. @public */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        policy: policyExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ policy, config }) {
        policy.setPolicy(PlatformPolicy.fromConfig(config));
      },
    });
  },
});
