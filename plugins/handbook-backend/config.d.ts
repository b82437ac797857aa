import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** Decisions, runbooks, troubleshooting entries, guides and paths. */
  handbook?: {
    /** Entity reference of the owner of documents whose repository names none; `group:default/platform` when absent. */
    defaultOwner?: string;
    /** How often commits are compared with what is shown; every 10 minutes when absent. Changes are followed at once. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
}
