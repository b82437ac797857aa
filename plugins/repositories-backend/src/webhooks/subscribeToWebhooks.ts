import { LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { z } from 'zod/v3';
import { ProviderConfig } from '../config/readProviders';
import { DatabaseRepositoryStore } from '../database/DatabaseRepositoryStore';
import { ListedRepository } from '../forge/RepositoryListing';
import { RepositoryReader } from '../reading/RepositoryReader';
import { describeRepository } from '../reading/RepositorySweep';

const topics = [
  'github.push',
  'github.create',
  'github.delete',
  'github.repository',
];

/** What these four events have in common, as far as it is used. */
const payloadSchema = z.object({
  action: z.string().optional(),
  repository: z.object({
    name: z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/),
    owner: z.object({ login: z.string().regex(/^[A-Za-z0-9_.-]{1,100}$/) }),
    html_url: z.string().url(),
    description: z.string().nullish(),
    default_branch: z.string().nullish(),
    private: z.boolean().default(true),
    visibility: z.enum(['public', 'private', 'internal']).optional(),
    archived: z.boolean().default(false),
  }),
});

/** After these a name is free, or belongs to something else: only a listing tells. */
const listingActions = new Set(['deleted', 'renamed', 'transferred']);

/**
 * Reads a repository as soon as the forge says that it changed. The signature was checked where the event came in;
 * an event that is lost, doubled or late does no harm, since every read looks at the forge itself.
 */
export async function subscribeToWebhooks(options: {
  events: EventsService;
  providers: ProviderConfig[];
  store: DatabaseRepositoryStore;
  reader: RepositoryReader;
  sweep: (provider: ProviderConfig) => Promise<unknown>;
  logger: LoggerService;
}): Promise<void> {
  const { events, providers, store, reader, sweep, logger } = options;

  async function handle(topic: string, eventPayload: unknown): Promise<void> {
    const parsed = payloadSchema.safeParse(eventPayload);
    if (!parsed.success) {
      const [{ message }] = parsed.error.issues;
      logger.warn(`Passed over an event ${topic} of unknown form`, {
        problem: message,
      });
      return;
    }
    const { action, repository } = parsed.data;
    const provider = providers.find(
      each =>
        each.organisation.toLowerCase() ===
          repository.owner.login.toLowerCase() &&
        each.host.toLowerCase() ===
          new URL(repository.html_url).host.toLowerCase(),
    );
    if (!provider) {
      return;
    }
    if (topic === 'github.repository' && listingActions.has(action ?? '')) {
      await sweep(provider);
      return;
    }
    const { id } = await store.describe(
      describeRepository(provider, toListed(repository)),
    );
    await reader.read(id, { provider });
  }

  await events.subscribe({
    // One name for all replicas: each event is handled by one of them.
    id: 'repositories-webhooks',
    topics,
    // Not awaited: the forge waits for its answer until every subscriber is done, and gives up after 10 seconds.
    // What fails here is tried again by the sweep.
    onEvent: async ({ topic, eventPayload }) => {
      handle(topic, eventPayload).catch(error =>
        logger.warn(`PLT-401: the event ${topic} could not be followed`, error),
      );
    },
  });
}

function toListed(
  repository: z.infer<typeof payloadSchema>['repository'],
): ListedRepository {
  return {
    owner: repository.owner.login,
    name: repository.name,
    description: repository.description ?? '',
    url: repository.html_url.replace(/\/$/, ''),
    defaultBranch: repository.default_branch ?? undefined,
    visibility:
      repository.visibility ?? (repository.private ? 'private' : 'public'),
    archived: repository.archived,
  };
}
