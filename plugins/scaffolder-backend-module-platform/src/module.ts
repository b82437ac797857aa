import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { serviceProvisionerRef } from '@connectly/plugin-platform-node';
import { createPublishServiceAction } from './actions/publishService';
import { createRegisterServiceAction } from './actions/registerService';
import { createRenderServiceAction } from './actions/renderService';
import { createUndoServiceAction } from './actions/undoService';

/** Adds the actions `platform:service:render`, `:publish`, `:register` and `:undo`. @public */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        provisioner: serviceProvisionerRef,
      },
      async init({ actions, provisioner }) {
        actions.addActions(
          createRenderServiceAction({ provisioner }),
          createPublishServiceAction({ provisioner }),
          createRegisterServiceAction({ provisioner }),
          createUndoServiceAction({ provisioner }),
        );
      },
    });
  },
});
