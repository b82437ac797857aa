import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { RepositoriesRequestOptions } from './RepositoriesService';

/**
 * Follows each event at once, and repeats everything now and then, for an event may be lost. One piece of work is done
 * after the other. What fails is logged and left to the next repetition.
 *
 * @param options - with the same `id` the replicas of a plugin share the work; `problem` says in a log what stays undone
 * @public
 */
export async function followAndRepeat<TEvent>(options: {
  id: string;
  topic: string;
  follow: (event: TEvent, request: RepositoriesRequestOptions) => Promise<void>;
  repeat: (request: RepositoriesRequestOptions) => Promise<void>;
  problem: (event: TEvent) => string;
  auth: AuthService;
  events: EventsService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}): Promise<void> {
  const { id, topic, follow, repeat, problem } = options;
  const { auth, events, logger, taskRunner } = options;
  let last: Promise<void> = Promise.resolve();

  async function inTurn(
    work: (request: RepositoriesRequestOptions) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const mine = last
      .catch(() => {})
      .then(async () =>
        work({ credentials: await auth.getOwnServiceCredentials(), signal }),
      );
    last = mine;
    return mine;
  }

  await events.subscribe({
    id,
    topics: [topic],
    // Not awaited: who published goes on.
    onEvent: async ({ eventPayload }) => {
      const event = eventPayload as TEvent;
      inTurn(request => follow(event, request)).catch(error =>
        logger.warn(problem(event), error),
      );
    },
  });
  await taskRunner.run({ id, fn: signal => inTurn(repeat, signal) });
}
