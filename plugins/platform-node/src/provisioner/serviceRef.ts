import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { createModuleCatalogue } from '../render';
import { readReleasedModules } from '../central';
import { readPlatformSettings } from '../settings';
import { DefaultServiceProvisioner } from './DefaultServiceProvisioner';
import { forgeAccessFromConfig } from './forgeAccess';
import { ServiceProvisioner } from './ServiceProvisioner';

/** The service that makes services. @public */
export const serviceProvisionerRef = createServiceRef<ServiceProvisioner>({
  id: 'platform.service-provisioner',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        permissions: coreServices.permissions,
        userInfo: coreServices.userInfo,
      },
      async factory({ auditor, catalog, config, permissions, userInfo }) {
        const settings = readPlatformSettings(config);
        const checkout = config.getString('platform.centralCheckout');
        return DefaultServiceProvisioner.create({
          auditor,
          catalog,
          permissions,
          userInfo,
          settings,
          access: forgeAccessFromConfig(config, settings),
          modules: {
            read: async () => createModuleCatalogue(await readReleasedModules(checkout)),
          },
          machineUsers: config.getOptionalStringArray('platform.machineUsers') ?? [],
        });
      },
    }),
});
