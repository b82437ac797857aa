import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { repositoriesServiceRef } from '@connectly/plugin-repositories-node';
import { terraformServiceRef } from '@connectly/plugin-terraform-node';
import { TerraformEntityProvider } from './TerraformEntityProvider';
import { TerraformRelationsProcessor } from './TerraformRelationsProcessor';

const defaultSchedule = {
  frequency: { minutes: 15 },
  timeout: { minutes: 14 },
  initialDelay: { seconds: 6 },
  scope: 'global' as const,
};

/**
 * Modules, stacks and contracts in the catalog, with who uses them.
 *
 * @public
 */
export const catalogModuleTerraform = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'terraform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        repositories: repositoriesServiceRef,
        scheduler: coreServices.scheduler,
        terraform: terraformServiceRef,
      },
      async init({
        auth,
        catalog,
        config,
        events,
        logger,
        repositories,
        scheduler,
        terraform,
      }) {
        const key = 'catalog.providers.terraform.schedule';
        const taskRunner = scheduler.createScheduledTaskRunner(
          config.has(key)
            ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
                config.getConfig(key),
              )
            : defaultSchedule,
        );
        catalog.addEntityProvider(
          TerraformEntityProvider.create({
            terraform,
            repositories,
            events,
            auth,
            logger,
            taskRunner,
          }),
        );
        catalog.addProcessor(
          TerraformRelationsProcessor.create({ terraform, auth, logger }),
        );
      },
    });
  },
});
