import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { registerPublishServiceAction } from './publishService';
import { registerRegisterServiceAction } from './registerService';
import { registerRenderServiceAction } from './renderService';
import { registerUndoServiceAction } from './undoService';

/** What an action needs to be registered. */
export interface ServiceActionDependencies {
  actionsRegistry: ActionsRegistryService;
  provisioner: ServiceProvisioner;
}

/** Registers the operations on services for agents; they run as the caller. */
export function registerServiceActions(dependencies: ServiceActionDependencies) {
  registerRenderServiceAction(dependencies);
  registerPublishServiceAction(dependencies);
  registerRegisterServiceAction(dependencies);
  registerUndoServiceAction(dependencies);
}
