import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import { DatabaseEntityMemory } from './DatabaseEntityMemory';
import { RepositoriesEntityProvider } from './RepositoriesEntityProvider';
import { RepositoryAnnotationProcessor } from './RepositoryAnnotationProcessor';
import { RepositoryProblemProcessor } from './RepositoryProblemProcessor';

const defaultSchedule = {
  frequency: { minutes: 15 },
  timeout: { minutes: 14 },
  initialDelay: { seconds: 4 },
  scope: 'global' as const,
};

/**
 * Entities from every mirrored repository.
 *
 * @public
 */
export const catalogModuleRepositories = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'repositories',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        logger: coreServices.logger,
        repositories: repositoriesServiceRef,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        database,
        events,
        logger,
        repositories,
        scheduler,
      }) {
        const key = 'catalog.providers.repositories.schedule';
        const taskRunner = scheduler.createScheduledTaskRunner(
          config.has(key)
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                config.getConfig(key),
              )
            : defaultSchedule,
        );
        catalog.addEntityProvider(
          RepositoriesEntityProvider.create({
            repositories,
            memory: await DatabaseEntityMemory.create({ database }),
            events,
            auth,
            logger,
            taskRunner,
          }),
        );
        catalog.addProcessor(RepositoryProblemProcessor.create());
        catalog.addProcessor(RepositoryAnnotationProcessor.create({ auth, config, logger, repositories }));
      },
    });
  },
});
