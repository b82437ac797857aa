import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpTerraformService } from './HttpTerraformService';
import { TerraformService } from './TerraformService';

/** Modules, stacks and contracts, for every backend plugin. @public */
export const terraformServiceRef = createServiceRef<TerraformService>({
  id: 'terraform.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => HttpTerraformService.create(deps),
    }),
});
