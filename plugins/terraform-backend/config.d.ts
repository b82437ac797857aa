import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Modules, stacks and contracts. */
  terraform?: {
    /** Owner of stacks whose `stack.yaml` names none; `group:default/platform` when absent. */
    defaultOwner?: string;
    /** How often everything is compared to repair what events lost; every 10 minutes when absent. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
}
