import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  RepositoriesReconciler,
  repositoriesServiceRef,
} from '@connectly/plugin-repositories-node';
import { readPlatformSettings, VisibleRepositories } from '@connectly/plugin-platform-node';
import { terraformPermissions } from '@connectly/plugin-terraform-common';
import { DatabaseModuleQueries } from './database/DatabaseModuleQueries';
import { DatabaseProjectionStore } from './database/DatabaseProjectionStore';
import { DatabaseStackQueries } from './database/DatabaseStackQueries';
import { TerraformProjection } from './projection/TerraformProjection';
import { TerraformProjector } from './projection/TerraformProjector';
import { createRouter } from './router';

/**
 * Modules, stacks and contracts, from the files that the repositories plugin mirrors.
 *
 * @public
 */
export const terraformPlugin = createBackendPlugin({
  pluginId: 'terraform',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        repositories: repositoriesServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const {
          auditor,
          auth,
          catalog,
          config,
          database,
          events,
          httpAuth,
          httpRouter,
          logger,
          permissions,
        } = deps;
        const { permissionsRegistry, repositories, scheduler } = deps;
        permissionsRegistry.addPermissions(terraformPermissions);
        const store = await DatabaseProjectionStore.create({ database });
        const organisation =
          config.getOptionalString('platform.organisation') ?? 'connectly';
        const central =
          config.getOptionalString('platform.centralRepository') ?? 'platform';
        const centralRepository = `${organisation}/${central}`;
        const projector = TerraformProjector.create({
          repositories,
          store,
          logger,
          centralRepository,
          defaultOwner:
            config.getOptionalString('terraform.defaultOwner') ??
            'group:default/platform',
        });
        const reconciler = RepositoriesReconciler.create({
          repositories,
          projection: TerraformProjection.create({ projector, store, events }),
          auth,
          logger,
        });

        const gitHost = new URL(readPlatformSettings(config).gitUrl).host;
        httpRouter.use(
          await createRouter({
            modules: DatabaseModuleQueries.create({ client: store.client, gitHost }),
            stacks: DatabaseStackQueries.create({ client: store.client }),
            projections: store.register,
            gitHost,
            centralRepository,
            visible: VisibleRepositories.create({ catalog }),
            httpAuth,
            permissions,
            auditor,
          }),
        );
        await reconciler.start({ id: 'terraform', config, events, scheduler });
      },
    });
  },
});
