import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  RepositoriesChangedEvent,
  Repository,
} from '@connectly/plugin-repositories-common';
import {
  RepositoriesRequestOptions,
  RepositoriesService,
  subscribeToRepositories,
} from '@connectly/plugin-repositories-node';
import { catalogFile, readEntities } from './readEntities';

const pageSize = 200;

/** What the provider works with. */
export interface RepositoriesEntityProviderOptions {
  repositories: RepositoriesService;
  events: EventsService;
  auth: AuthService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Entities from the catalog-info.yaml of every mirrored repository: at once when one changes, and all of them now and
 * then. A file that cannot be read leaves the entities of its repository as they were.
 */
export class RepositoriesEntityProvider implements EntityProvider {
  readonly #options: RepositoriesEntityProviderOptions;
  /** Entities that each repository gave last. */
  readonly #known = new Map<string, DeferredEntity[]>();
  #connection?: EntityProviderConnection;
  #queue: Promise<void> = Promise.resolve();

  static create(
    options: RepositoriesEntityProviderOptions,
  ): RepositoriesEntityProvider {
    return new RepositoriesEntityProvider(options);
  }

  private constructor(options: RepositoriesEntityProviderOptions) {
    this.#options = options;
  }

  getProviderName(): string {
    return 'RepositoriesEntityProvider:default';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const { events, logger, taskRunner } = this.#options;
    await subscribeToRepositories({
      events,
      id: 'repositories-entities',
      onChange: async change => {
        this.#inTurn(() => this.#follow(change)).catch(error =>
          logger.warn(
            `PLT-401: the entities of "${change.repository}" stay as they were`,
            error,
          ),
        );
      },
    });
    await taskRunner.run({
      id: this.getProviderName(),
      fn: signal => this.#inTurn(() => this.refresh({ signal })),
    });
  }

  /** Reads everything. @throws when the repositories cannot be listed; then nothing is changed. */
  async refresh(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { repositories, logger } = this.#options;
    const request = await this.#request(options.signal);
    const found = new Map<string, DeferredEntity[]>();
    let whole = true;
    for (let offset = 0; ; offset += pageSize) {
      const page = await repositories.listRepositories(
        { offset, limit: pageSize },
        request,
      );
      for (const repository of page.items) {
        try {
          found.set(repository.fullName, await this.#read(repository, request));
        } catch (error) {
          const known = this.#known.get(repository.fullName);
          whole = whole && known !== undefined;
          found.set(repository.fullName, known ?? []);
          logger.warn(
            `PLT-401: the entities of "${repository.fullName}" stay as they were`,
            error as Error,
          );
        }
      }
      if (page.items.length === 0 || offset + page.items.length >= page.total) {
        break;
      }
    }
    const entities = [...found.values()].flat();
    if (whole) {
      await this.#connection!.applyMutation({ type: 'full', entities });
    } else {
      // What a broken file gave before this process began is not known here, so nothing may be taken away.
      await this.#connection!.applyMutation({
        type: 'delta',
        added: entities,
        removed: [],
      });
    }
    this.#known.clear();
    for (const [name, known] of found) {
      this.#known.set(name, known);
    }
  }

  async #follow(change: RepositoriesChangedEvent): Promise<void> {
    const touched = [
      ...change.added,
      ...change.changed,
      ...change.removed,
    ].includes(catalogFile);
    if (!touched || !change.ref.startsWith('refs/heads/')) {
      return;
    }
    const known = this.#known.get(change.repository);
    if (!known && change.removed.includes(catalogFile)) {
      // Which entities go away is not known to this replica.
      await this.refresh();
      return;
    }
    const request = await this.#request();
    const added = change.commit
      ? await this.#read(
          await this.#options.repositories.getRepository(
            { repository: change.repository },
            request,
          ),
          request,
        )
      : [];
    const kept = new Set(added.map(({ entity }) => stringifyEntityRef(entity)));
    const removed = (known ?? []).filter(
      ({ entity }) => !kept.has(stringifyEntityRef(entity)),
    );
    await this.#connection!.applyMutation({ type: 'delta', added, removed });
    this.#known.set(change.repository, added);
  }

  async #read(
    repository: Repository,
    request: RepositoriesRequestOptions,
  ): Promise<DeferredEntity[]> {
    if (!repository.commit || repository.archived) {
      return [];
    }
    const text = await this.#options.repositories
      .readFile({ repository: repository.fullName, path: catalogFile }, request)
      .catch(error => {
        if (error.statusCode === 404 || error.name === 'NotFoundError') {
          return '';
        }
        throw error;
      });
    // A key of its own for each repository: nobody's file can take over what another repository describes.
    const locationKey = `repositories:${repository.host}/${repository.fullName}`;
    return readEntities(text, repository).map((entity: Entity) => ({
      entity,
      locationKey,
    }));
  }

  async #request(signal?: AbortSignal): Promise<RepositoriesRequestOptions> {
    return {
      credentials: await this.#options.auth.getOwnServiceCredentials(),
      signal,
    };
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.#queue.catch(() => {}).then(work);
    this.#queue = mine;
    return mine;
  }
}
