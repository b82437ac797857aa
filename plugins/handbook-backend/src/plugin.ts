import {
  coreServices,
  createBackendPlugin,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { handbookPermissions } from '@connectly/plugin-handbook-common';
import {
  RepositoriesReconciler,
  repositoriesServiceRef,
  subscribeToRepositories,
} from '@connectly/plugin-repositories-node';
import { DatabaseDocumentQueries } from './database/DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './database/DatabaseHandbookStore';
import { findMissingEntities } from './projection/findMissingEntities';
import { HandbookProjection } from './projection/HandbookProjection';
import { createRouter } from './router';
import { EntryFinder } from './troubleshooting/EntryFinder';
import { VisibleRepositories } from './visibility/VisibleRepositories';

const defaultSchedule = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
  initialDelay: { seconds: 3 },
  scope: 'global' as const,
};

/**
 * Decisions, runbooks, troubleshooting entries, guides and paths, from the files that the repositories plugin mirrors.
 *
 * @public
 */
export const handbookPlugin = createBackendPlugin({
  pluginId: 'handbook',
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
        const { auditor, auth, catalog, config, database, events } = deps;
        const { httpAuth, httpRouter, logger, permissions } = deps;
        const { permissionsRegistry, repositories, scheduler } = deps;
        permissionsRegistry.addPermissions(handbookPermissions);
        const store = await DatabaseHandbookStore.create({ database });
        const reconciler = RepositoriesReconciler.create({
          repositories,
          projection: HandbookProjection.create({
            repositories,
            store,
            events,
            logger,
            defaultOwner:
              config.getOptionalString('handbook.defaultOwner') ??
              'group:default/platform',
          }),
          auth,
          logger,
        });
        const documents = DatabaseDocumentQueries.create({
          client: store.client,
        });

        httpRouter.use(
          await createRouter({
            documents,
            entries: EntryFinder.create({ documents }),
            visible: VisibleRepositories.create({ catalog }),
            register: store.register,
            httpAuth,
            permissions,
            auditor,
          }),
        );
        await subscribeToRepositories({
          events,
          id: 'handbook-projection',
          // Not awaited: the reader of Git goes on, and what fails here the reconciliation repeats.
          onChange: async change => {
            reconciler
              .follow(change)
              .catch(error =>
                logger.warn(
                  `PLT-401: "${change.repository}" cannot be followed`,
                  error,
                ),
              );
          },
        });
        await scheduler.scheduleTask({
          ...(config.has('handbook.schedule')
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                config.getConfig('handbook.schedule'),
              )
            : defaultSchedule),
          id: 'handbook-reconcile',
          fn: async signal => {
            await reconciler.reconcileUntilComplete({ signal });
            await findMissingEntities({
              store,
              catalog,
              credentials: await auth.getOwnServiceCredentials(),
            });
          },
        });
      },
    });
  },
});
