import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { VisibleRepositories } from '@connectly/plugin-platform-node';
import { repositoriesPermissions } from '@connectly/plugin-repositories-common';
import { DatabaseRepositoryStore } from './database/DatabaseRepositoryStore';
import { RepositoriesReading } from './RepositoriesReading';
import { createRouter } from './router';

/**
 * The one reader of Git: mirrors an organisation's repositories and tells what changed.
 *
 * @public
 */
export const repositoriesPlugin = createBackendPlugin({
  pluginId: 'repositories',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
      },
      async init(deps) {
        const {
          auditor,
          catalog,
          config,
          database,
          events,
          httpAuth,
          httpRouter,
          logger,
          permissions,
          scheduler,
        } = deps;
        deps.permissionsRegistry.addPermissions(repositoriesPermissions);
        const store = await DatabaseRepositoryStore.create({ database });
        const reading = RepositoriesReading.fromConfig(config, {
          store,
          events,
          logger,
        });
        httpRouter.use(
          await createRouter({
            store,
            reading,
            visible: VisibleRepositories.create({ catalog }),
            httpAuth,
            permissions,
            auditor,
          }),
        );
        await reading.start({ config, events, scheduler, logger });
      },
    });
  },
});
