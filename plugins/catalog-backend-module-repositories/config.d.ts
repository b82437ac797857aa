import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  catalog?: {
    providers?: {
      /** Entities from the catalog-info.yaml of every mirrored repository. */
      repositories?: {
        /** How often everything is read to repair what events lost; every 15 minutes when absent. */
        schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
      };
    };
  };
}
