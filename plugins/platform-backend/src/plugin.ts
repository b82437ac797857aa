import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { platformPermissions } from '@connectly/plugin-platform-common';
import { proposerRef, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import { registerProposalActions, registerServiceActions } from './actions';
import { createRouter } from './router';

/** The plugin `platform`: previews, name check and the MCP actions of services, decisions, modules and waivers. @public */
export const platformPlugin = createBackendPlugin({
  pluginId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissionsRegistry: coreServices.permissionsRegistry,
        proposer: proposerRef,
        provisioner: serviceProvisionerRef,
      },
      async init({
        actionsRegistry,
        httpAuth,
        httpRouter,
        permissionsRegistry,
        proposer,
        provisioner,
      }) {
        permissionsRegistry.addPermissions(platformPermissions);
        registerServiceActions({ actionsRegistry, provisioner });
        registerProposalActions({ actionsRegistry, proposer });
        httpRouter.use(await createRouter({ httpAuth, proposer, provisioner }));
      },
    });
  },
});
