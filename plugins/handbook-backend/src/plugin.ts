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
  repositoryHistoryServiceRef,
} from '@connectly/plugin-repositories-node';
import { ReadableDocuments } from './access/ReadableDocuments';
import { registerHandbookActions } from './actions';
import { DatabaseDocumentQueries } from './database/DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './database/DatabaseHandbookStore';
import { DatabasePasts } from './database/DatabasePasts';
import { DatabaseRunStore } from './database/DatabaseRunStore';
import { findMissingEntities } from './projection/findMissingEntities';
import { findMissingReleases } from './projection/findMissingReleases';
import { followReleases } from './projection/followReleases';
import { HandbookProjection } from './projection/HandbookProjection';
import { HistoryFiller } from './projection/HistoryFiller';
import { createRouter } from './router';
import { RunbookRuns } from './runs/RunbookRuns';
import { EntryFinder } from './troubleshooting/EntryFinder';

/** Looks into the plugin's own tables, and asks for nothing unless a document changed. */
const historySchedule = {
  frequency: { minutes: 1 },
  timeout: { minutes: 30 },
  initialDelay: { seconds: 15 },
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
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        history: repositoryHistoryServiceRef,
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
        const readable = ReadableDocuments.create({
          visible: VisibleRepositories.create({ catalog }),
          permissions,
        });
        registerHandbookActions({
          actionsRegistry,
          guarded: guardCalls({ auditor, permissions }),
          documents,
          entries,
          readable,
        });
        httpRouter.use(
          await createRouter({
            documents,
            entries,
            runs: RunbookRuns.create({
              store: DatabaseRunStore.create({ client: store.client }),
              documents,
            }),
            readable,
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
          afterwards: async () => {
            const credentials = await auth.getOwnServiceCredentials();
            await findMissingEntities({ store, catalog, credentials });
            await findMissingReleases({ store, repositories, credentials });
          },
        });
        await followReleases({
          events,
          logger,
          look: async () =>
            findMissingReleases({
              store,
              repositories,
              credentials: await auth.getOwnServiceCredentials(),
            }),
        });
        const filler = HistoryFiller.create({
          history: deps.history,
          pasts: DatabasePasts.create({ client: store.client }),
          auth,
          logger,
        });
        await scheduler.scheduleTask({
          ...historySchedule,
          id: 'handbook-history',
          fn: signal => filler.run({ signal }),
        });
      },
    });
  },
});
