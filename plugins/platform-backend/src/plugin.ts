import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { platformPermissions } from '@connectly/plugin-platform-common';
import { serviceProvisionerRef } from '@connectly/plugin-platform-node';
import { registerServiceActions } from './actions';
import { createRouter } from './router';

/** The plugin `platform`: preview, name check and the MCP actions of services. @public */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissionsRegistry: coreServices.permissionsRegistry,
        provisioner: serviceProvisionerRef,
      },
      async init({
        actionsRegistry,
        httpAuth,
        httpRouter,
        permissionsRegistry,
        provisioner,
      }) {
        permissionsRegistry.addPermissions(platformPermissions);
        registerServiceActions({ actionsRegistry, provisioner });
        httpRouter.use(await createRouter({ httpAuth, provisioner }));
      },
    });
  },
});
