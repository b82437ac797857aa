import { setTimeout as sleep } from 'node:timers/promises';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  HandbookChangedEvent,
  handbookChangedTopic,
} from '@connectly/plugin-handbook-common';

/** As the search names the task that makes the index of this type anew. */
const task = 'search_index_handbook';

/** Milliseconds in which more may go, and after which an index that is being made is looked at again. */
const pause = 5_000;
const attempts = 120;

/**
 * Makes the index anew as soon as documents are gone. A policy that shows every entity has the search ask about no single result, so
 * that the words of a repository that was made private would be found until the index is made the next time.
 */
export async function forgetWhatIsGone(options: {
  events: EventsService;
  scheduler: SchedulerService;
  logger: LoggerService;
}): Promise<void> {
  const { events, scheduler, logger } = options;
  let waiting = false;

  async function makeAnew(): Promise<void> {
    await sleep(pause, undefined, { ref: false });
    // what goes from now on may be in the index that is made
    waiting = false;
    for (let attempt = 1; ; attempt++) {
      try {
        await scheduler.triggerTask(task);
        return;
      } catch (error) {
        // it is being made, from what there was before
        if ((error as Error).name !== 'ConflictError' || attempt === attempts) {
          throw error;
        }
        await sleep(pause, undefined, { ref: false });
      }
    }
  }

  await events.subscribe({
    // One name for all replicas: one of them is enough.
    id: 'search-handbook',
    topics: [handbookChangedTopic],
    // Not awaited: who published goes on.
    onEvent: async ({ eventPayload }) => {
      if ((eventPayload as HandbookChangedEvent).removed && !waiting) {
        waiting = true;
        makeAnew().catch(error =>
          logger.warn('What is gone stays in the search until its next index', error),
        );
      }
    },
  });
}
