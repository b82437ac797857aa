import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';

/** What an action needs to be registered. */
export interface ServiceActionDependencies {
  actionsRegistry: ActionsRegistryService;
  provisioner: ServiceProvisioner;
}
