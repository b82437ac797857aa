import { EventsService } from '@backstage/plugin-events-node';
import {
  RepositoriesChangedEvent,
  repositoriesChangedTopic,
} from '@connectly/plugin-repositories-common';

/**
 * Calls back for every change of a mirrored ref.
 *
 * @param options - with the same `id` the replicas of a plugin share the work: each change reaches one of them
 * @public
 */
export async function subscribeToRepositories(options: {
  events: EventsService;
  id: string;
  onChange: (change: RepositoriesChangedEvent) => Promise<void>;
}): Promise<void> {
  const { events, id, onChange } = options;
  await events.subscribe({
    id,
    topics: [repositoriesChangedTopic],
    onEvent: async ({ eventPayload }) =>
      onChange(eventPayload as RepositoriesChangedEvent),
  });
}
