import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { forgetWhatIsGone } from './forgetWhatIsGone';
import { HandbookCollatorFactory } from './HandbookCollatorFactory';

const scheduleKey = 'search.collators.handbook.schedule';
const defaultSchedule = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
  initialDelay: { seconds: 20 },
};

/**
 * Puts the handbook's documents into the search.
 *
 * @public
 */
export const searchModuleHandbook = createBackendModule({
  pluginId: 'search',
  moduleId: 'handbook',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        indexRegistry: searchIndexRegistryExtensionPoint,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, discovery, events, indexRegistry, logger, scheduler }) {
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(
            config.has(scheduleKey)
              ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                  config.getConfig(scheduleKey),
                )
              : defaultSchedule,
          ),
          factory: HandbookCollatorFactory.create({ auth, catalog, discovery }),
        });
        await forgetWhatIsGone({ events, scheduler, logger });
      },
    });
  },
});
