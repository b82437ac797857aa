import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { handbookChangedTopic } from '@connectly/plugin-handbook-common';
import {
  RepositoriesChangedEvent,
  repositoriesChangedTopic,
} from '@connectly/plugin-repositories-common';

/**
 * Looks for releases that documents name whenever a release of the central repository comes or goes, and whenever documents change. Of
 * many changes at once, as at the first read, each look takes in all that came before it.
 */
export async function followReleases(options: {
  events: EventsService;
  logger: LoggerService;
  look: () => Promise<void>;
}): Promise<void> {
  const { events, logger, look } = options;
  let last: Promise<void> = Promise.resolve();
  let waiting = false;
  await events.subscribe({
    // one name for all replicas: one of them is enough
    id: 'handbook-releases',
    topics: [repositoriesChangedTopic, handbookChangedTopic],
    // not awaited: who published goes on
    onEvent: async ({ topic, eventPayload }) => {
      if (topic === repositoriesChangedTopic) {
        const { central, ref } = eventPayload as RepositoriesChangedEvent;
        if (!central || !ref.startsWith('refs/tags/')) return;
      }
      if (waiting) return;
      waiting = true;
      last = last.then(async () => {
        waiting = false;
        await look().catch(error =>
          logger.warn('PLT-401: releases that documents name cannot be looked for', error),
        );
      });
    },
  });
}
