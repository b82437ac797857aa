import {
  AuthService,
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef as refOf } from '@backstage/catalog-model';
import {
  DeferredEntity,
  EntityProvider,
  EntityProviderConnection,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import {
  RepositoriesChangedEvent,
  repositoriesChangedTopic,
  Repository,
} from '@connectly/plugin-repositories-common';
import {
  everyPage,
  followAndRepeat,
  RepositoriesRequestOptions,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import { DatabaseEntityMemory } from './DatabaseEntityMemory';
import { EntityTaker, TakenEntities } from './EntityTaker';
import { catalogFile } from './readEntities';
import { withProblem } from './RepositoryProblemProcessor';

/** Changes that overtake each other are followed again so often; what is left then, the next refresh finds. */
const attempts = 5;

/** What the provider works with. */
export interface RepositoriesEntityProviderOptions {
  repositories: RepositoriesService;
  memory: DatabaseEntityMemory;
  events: EventsService;
  auth: AuthService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
}

/**
 * Entities from the catalog-info.yaml of every mirrored repository: at once when one changes, and all of them now and
 * then. A file that cannot be read leaves the entities of its repository as they were.
 *
 * Replicas may work at the same time. Each remembers a read before it gives it to the catalog, and looks afterwards
 * whether another one remembered something newer meanwhile; if so, it reads that repository once more. So whoever is
 * last has given the newest.
 */
export class RepositoriesEntityProvider implements EntityProvider {
  readonly #options: RepositoriesEntityProviderOptions;
  readonly #taker: EntityTaker;
  #connection?: EntityProviderConnection;

  static create(
    options: RepositoriesEntityProviderOptions,
  ): RepositoriesEntityProvider {
    return new RepositoriesEntityProvider(options);
  }

  private constructor(options: RepositoriesEntityProviderOptions) {
    this.#options = options;
    this.#taker = EntityTaker.create(options);
  }

  getProviderName(): string {
    return 'RepositoriesEntityProvider:default';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    await followAndRepeat<RepositoriesChangedEvent>({
      ...this.#options,
      id: 'repositories-entities',
      topic: repositoriesChangedTopic,
      follow: async (change, request) => {
        const { ref, added, changed, removed } = change;
        const touched = [...added, ...changed, ...removed];
        if (ref.startsWith('refs/heads/') && touched.includes(catalogFile)) {
          await this.#follow(change.repository, request);
        }
      },
      repeat: request => this.refresh(request),
      problem: change =>
        `PLT-401: the entities of "${change.repository}" stay as they were`,
    });
  }

  /** Reads everything. @throws when the repositories cannot be listed; then nothing is changed. */
  async refresh(request: RepositoriesRequestOptions): Promise<void> {
    const { repositories, memory } = this.#options;
    const before = await memory.all();
    const owners = new Map<string, string>();
    for (const [fullName, { entities }] of before) {
      entities.forEach(entity => owners.set(refOf(entity), fullName));
    }
    const { items: listed, complete } = await everyPage(paging =>
      repositories.listRepositories(paging, request),
    );
    const taken = new Map<string, TakenEntities>();
    const added: DeferredEntity[] = [];
    for (const repository of listed) {
      const known = before.get(repository.fullName);
      const each = await this.#taker.take(
        repository,
        { complete, known, owners },
        request,
      );
      taken.set(repository.fullName, each);
      added.push(...deferred(repository, each));
    }
    if (complete && [...taken.values()].every(({ kept }) => kept)) {
      await this.#apply({ type: 'full', entities: added });
    } else {
      // What is not listed may not have been read yet, and what a broken file gave in times that nobody remembers may be
      // in the catalog: so only what is remembered, and known to be gone, is taken away.
      const given = new Set(added.map(({ entity }) => refOf(entity)));
      const gone = [...owners].filter(([ref, owner]) => {
        const settled = taken.has(owner) ? taken.get(owner)!.kept : complete;
        return settled && !given.has(ref);
      });
      await this.#apply({
        type: 'delta',
        added,
        removed: gone.map(([entityRef]) => ({ entityRef })),
      });
    }
    const unlisted = [...before].filter(([fullName]) => !taken.has(fullName));
    if (complete) {
      for (const [fullName, { version }] of unlisted) {
        await memory.forget(fullName, version);
      }
    }
    const untold = new Set(complete ? [] : unlisted.map(([name]) => name));
    for (const [fullName, version] of await memory.versions()) {
      const mine = taken.get(fullName)?.kept;
      if (mine?.version !== version && !untold.has(fullName)) {
        await this.#follow(fullName, request, mine?.entities);
      }
    }
  }

  /** @param before - entities that this replica gave just now, and that somebody else's newer read may not know of */
  async #follow(
    fullName: string,
    request: RepositoriesRequestOptions,
    before: Entity[] = [],
  ): Promise<void> {
    const { repositories, memory } = this.#options;
    const given = new Set(before.map(refOf));
    for (let attempt = 0; attempt < attempts; attempt++) {
      const known = await memory.get(fullName);
      known?.entities.forEach(entity => given.add(refOf(entity)));
      const repository = await orMissing(
        repositories.getRepository({ repository: fullName }, request),
      );
      const taken = repository
        ? await this.#taker.take(repository, { complete: true, known }, request)
        : { kept: await memory.keep(fullName, [], known?.version) };
      if (taken.kept) {
        const added = repository ? deferred(repository, taken) : [];
        const kept = new Set(added.map(({ entity }) => refOf(entity)));
        const removed = [...given]
          .filter(ref => !kept.has(ref))
          .map(entityRef => ({ entityRef }));
        await this.#apply({ type: 'delta', added, removed });
        kept.forEach(ref => given.add(ref));
        const now = await memory.get(fullName);
        if (now?.version === taken.kept.version) {
          return;
        }
      } else if (repository && !taken.overtaken) {
        return;
      }
    }
  }

  async #apply(mutation: EntityProviderMutation): Promise<void> {
    await this.#connection!.applyMutation(mutation);
  }
}

/** Entities for the catalog, with what is wrong where they come from. */
function deferred(
  repository: Repository,
  taken: TakenEntities,
): DeferredEntity[] {
  const { host, fullName } = repository;
  return (taken.kept?.entities ?? []).map(entity => ({
    entity: taken.problem ? withProblem(entity, taken.problem) : entity,
    locationKey: `repositories:${host}/${fullName}`,
  }));
}

async function orMissing<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch(error => {
    if (error.statusCode === 404 || error.name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  });
}
