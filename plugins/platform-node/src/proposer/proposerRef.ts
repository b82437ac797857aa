import { coreServices, createServiceFactory, createServiceRef } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { forgeAccessFromConfig } from '../provisioner';
import { readCreationKey } from '../publish';
import { readPlatformSettings } from '../settings';
import { DefaultProposer } from './DefaultProposer';
import { Proposer } from './Proposer';

/** The service that proposes decisions, modules and waivers. @public */
export const proposerRef = createServiceRef<Proposer>({
  id: 'platform.proposer',
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
        return DefaultProposer.create({
          auditor,
          catalog,
          permissions,
          userInfo,
          settings,
          access: forgeAccessFromConfig(config, settings),
          creationKey: readCreationKey(config),
          machineUsers: config.getOptionalStringArray('platform.machineUsers') ?? [],
        });
      },
    }),
});
