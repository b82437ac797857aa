import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  /** The reader of Git. */
  repositories?: {
    /**
     * Organisations whose repositories are mirrored. Credentials come from `integrations.github` of the same host.
     * With any provider, `events.modules.github.webhookSecret` or a GitHub App's `webhookSecret` must be set.
     */
    providers?: Array<{
      /** Host of the forge with its port where it has one; `github.com` when absent. */
      host?: string;
      /** The organisation; `platform.organisation` when absent. */
      organisation?: string;
      /** Base of clone addresses; `https://<host>` when absent. Must not hold credentials. */
      gitUrl?: string;
      /** Name of the repository whose release tags are read too; `platform.centralRepository` when absent. */
      centralRepository?: string;
    }>;
    /** Globs of the files that are mirrored of every repository. */
    files?: string[];
    /** Globs of the files that are mirrored of the central repository. */
    centralFiles?: string[];
    /** Where the bare mirrors lie: a cache that may be deleted. `backend.workingDirectory` when absent. */
    directory?: string;
    /** How often an organisation is listed to repair what webhooks lost; every 30 minutes when absent. */
    schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
  };
  events?: {
    modules?: {
      github?: {
        /**
         * The secret with which the forge signs its webhooks.
         * @visibility secret
         */
        webhookSecret?: string;
      };
    };
  };
}
