import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { serviceModules } from '@connectly/plugin-platform-common';
import { terraformServiceRef } from '@connectly/plugin-terraform-node';
import { readCreationKey } from '../publish';
import { createModuleCatalogue } from '../render';
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
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        permissions: coreServices.permissions,
        terraform: terraformServiceRef,
        userInfo: coreServices.userInfo,
      },
      async factory({
        auditor,
        auth,
        catalog,
        config,
        permissions,
        terraform,
        userInfo,
      }) {
        const settings = readPlatformSettings(config);
        return DefaultServiceProvisioner.create({
          auditor,
          catalog,
          permissions,
          userInfo,
          settings,
          access: forgeAccessFromConfig(config, settings),
          modules: {
            // which modules exist is no secret between plugins; who may render was asked before
            read: async () =>
              createModuleCatalogue(
                await terraform.getModuleCatalogue(
                  { modules: [...serviceModules] },
                  { credentials: await auth.getOwnServiceCredentials() },
                ),
              ),
          },
          creationKey: readCreationKey(config),
          machineUsers: config.getOptionalStringArray('platform.machineUsers') ?? [],
        });
      },
    }),
});
