import {
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { EventsService } from '@backstage/plugin-events-node';
import { PlatformError } from '@connectly/plugin-platform-common';
import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { tmpdir } from 'os';
import { resolve } from 'path';
import { FileSelection } from './config/FileSelection';
import { ProviderConfig, readProviders } from './config/readProviders';
import { DatabaseRepositoryStore } from './database/DatabaseRepositoryStore';
import { DatabaseTreeStore } from './database/DatabaseTreeStore';
import { StoredRepository } from './database/rows';
import { GithubListing } from './forge/GithubListing';
import { GitHistory } from './git/GitHistory';
import { GitMirror } from './git/GitMirror';
import { HistoryReader, HistoryRead } from './reading/HistoryReader';
import { RemovalGuard } from './reading/RemovalGuard';
import { RepositoryReader } from './reading/RepositoryReader';
import { RepositorySweep } from './reading/RepositorySweep';
import { assertWebhooksAreSigned } from './webhooks/assertWebhooksAreSigned';
import { subscribeToWebhooks } from './webhooks/subscribeToWebhooks';

const defaultSchedule = {
  frequency: { minutes: 30 },
  timeout: { minutes: 25 },
  initialDelay: { seconds: 1 },
  scope: 'global' as const,
};

/** Everything that brings Git into the store: webhooks for speed, sweeps for certainty. */
export class RepositoriesReading {
  readonly #providers: ProviderConfig[];
  readonly #reader: RepositoryReader;
  readonly #sweeps: Map<string, RepositorySweep>;
  readonly #store: DatabaseRepositoryStore;
  readonly #history: HistoryReader;

  static fromConfig(
    config: RootConfigService,
    options: {
      store: DatabaseRepositoryStore;
      events: EventsService;
      logger: LoggerService;
    },
  ): RepositoriesReading {
    const { store, events, logger } = options;
    const providers = readProviders(config);
    if (providers.length > 0) {
      assertWebhooksAreSigned(config);
    }
    const integrations = ScmIntegrations.fromConfig(config);
    const credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
    const trees = DatabaseTreeStore.create({ client: store.client });
    const guard = RemovalGuard.create({ client: store.client });
    const selection = FileSelection.fromConfig(config);
    const directory = resolve(
      config.getOptionalString('repositories.directory') ??
        config.getOptionalString('backend.workingDirectory') ??
        tmpdir(),
      'repositories-mirrors',
    );
    const mirror = GitMirror.create({ directory });
    const reader = RepositoryReader.create({
      store,
      trees,
      guard,
      mirror,
      selection,
      credentials,
      events,
      logger,
    });
    const sweeps = new Map<string, RepositorySweep>();
    for (const provider of providers) {
      const integration = integrations.github.byHost(provider.host)?.config;
      if (!integration) {
        throw new Error(
          `repositories.providers: no integrations.github has the host "${provider.host}"`,
        );
      }
      const listing = GithubListing.create({
        integration,
        credentials,
        organisation: provider.organisation,
      });
      sweeps.set(
        provider.id,
        RepositorySweep.create({
          provider,
          listing,
          store,
          trees,
          guard,
          reader,
          selection,
          logger,
        }),
      );
    }
    const history = HistoryReader.create({
      git: GitHistory.create({ directory }),
      credentials,
    });
    return new RepositoriesReading(providers, reader, sweeps, store, history);
  }

  private constructor(
    providers: ProviderConfig[],
    reader: RepositoryReader,
    sweeps: Map<string, RepositorySweep>,
    store: DatabaseRepositoryStore,
    history: HistoryReader,
  ) {
    this.#providers = providers;
    this.#reader = reader;
    this.#sweeps = sweeps;
    this.#store = store;
    this.#history = history;
  }

  /** Starts listening and sweeping. */
  async start(options: {
    config: RootConfigService;
    events: EventsService;
    scheduler: SchedulerService;
    logger: LoggerService;
  }): Promise<void> {
    const { config, events, scheduler, logger } = options;
    const schedule = config.has('repositories.schedule')
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
          config.getConfig('repositories.schedule'),
        )
      : defaultSchedule;
    await subscribeToWebhooks({
      events,
      logger,
      providers: this.#providers,
      store: this.#store,
      reader: this.#reader,
      sweep: provider => this.#sweeps.get(provider.id)!.runNext(),
    });
    for (const [id, sweep] of this.#sweeps) {
      await scheduler.scheduleTask({
        ...schedule,
        id: `repositories-sweep-${id}`,
        fn: async signal => {
          await sweep.run({ signal });
        },
      });
    }
  }

  /** Whether every organisation was read once. */
  async isComplete(): Promise<boolean> {
    return this.#store.areSwept(this.#providers.map(({ id }) => id));
  }

  /**
   * Reads one repository now.
   * @throws PlatformError `PLT-401` when it cannot be read; the state before stays.
   */
  async refresh(repository: StoredRepository): Promise<void> {
    await this.#reach(repository, provider =>
      this.#reader.read(repository.id, { provider }),
    );
  }

  /**
   * Reads what files of a repository were.
   * @throws PlatformError `PLT-401` when it cannot be read.
   */
  async readHistory(
    repository: StoredRepository,
    request: HistoryRead,
  ): Promise<RepositoryHistory> {
    return this.#reach(repository, provider =>
      this.#history.read(repository, { ...request, provider }),
    );
  }

  /** Asks the forge on behalf of somebody who waits for the answer. */
  async #reach<T>(
    { fullName, ...repository }: StoredRepository,
    ask: (provider: ProviderConfig) => Promise<T>,
  ): Promise<T> {
    const provider = this.#providers.find(
      each => each.id === repository.provider,
    );
    const refuse = (why: string, cause?: unknown) =>
      new PlatformError(
        {
          code: 'PLT-401',
          message: `"${fullName}" cannot be read: ${why}.`,
          where: fullName,
        },
        { cause },
      );
    if (!provider) {
      throw refuse('its organisation is not configured any more');
    }
    return ask(provider).catch(error => {
      throw error.name === 'PlatformError'
        ? error
        : refuse(error.message, error);
    });
  }
}
