import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { handbookPermissions } from '@connectly/plugin-handbook-common';
import { guardCalls, VisibleRepositories } from '@connectly/plugin-platform-node';
import {
  RepositoriesReconciler,
  repositoriesServiceRef,
} from '@connectly/plugin-repositories-node';
import { registerHandbookActions } from './actions';
import { DatabaseDocumentQueries } from './database/DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './database/DatabaseHandbookStore';
import { DatabaseRunStore } from './database/DatabaseRunStore';
import { findMissingEntities } from './projection/findMissingEntities';
import { HandbookProjection } from './projection/HandbookProjection';
import { createRouter } from './router';
import { RunbookRuns } from './runs/RunbookRuns';
import { EntryFinder } from './troubleshooting/EntryFinder';

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
        actionsRegistry: actionsRegistryServiceRef,
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
        const { actionsRegistry, permissionsRegistry, repositories, scheduler } = deps;
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

        const entries = EntryFinder.create({ documents });
        const visible = VisibleRepositories.create({ catalog });
        registerHandbookActions({
          actionsRegistry,
          guarded: guardCalls({ auditor, permissions }),
          documents,
          entries,
          visible,
        });
        httpRouter.use(
          await createRouter({
            documents,
            entries,
            runs: RunbookRuns.create({
              store: DatabaseRunStore.create({ client: store.client }),
              documents,
            }),
            visible,
            register: store.register,
            httpAuth,
            permissions,
            auditor,
          }),
        );
        await reconciler.start({
          id: 'handbook',
          config,
          events,
          scheduler,
          afterwards: async () =>
            findMissingEntities({
              store,
              catalog,
              credentials: await auth.getOwnServiceCredentials(),
            }),
        });
      },
    });
  },
});
