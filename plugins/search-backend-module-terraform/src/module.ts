import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
} from '@backstage/backend-plugin-api';
import { searchIndexRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { terraformServiceRef } from '@connectly/plugin-terraform-node';
import { TerraformCollatorFactory } from './TerraformCollatorFactory';

const scheduleKey = 'search.collators.terraform.schedule';
const defaultSchedule = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
  initialDelay: { seconds: 20 },
};

/**
 * Puts modules, their inputs and their outputs into the search.
 *
 * @public
 */
export const searchModuleTerraform = createBackendModule({
  pluginId: 'search',
  moduleId: 'terraform',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        indexRegistry: searchIndexRegistryExtensionPoint,
        scheduler: coreServices.scheduler,
        terraform: terraformServiceRef,
      },
      async init({ auth, config, indexRegistry, scheduler, terraform }) {
        const schedule = config.has(scheduleKey)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(config.getConfig(scheduleKey))
          : defaultSchedule;
        indexRegistry.addCollator({
          schedule: scheduler.createScheduledTaskRunner(schedule),
          factory: TerraformCollatorFactory.create({ auth, terraform }),
        });
      },
    });
  },
});
