import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  RepositoriesChangedEvent,
  Repository,
} from '@connectly/plugin-repositories-common';
import {
  everyPage,
  RepositoriesRequestOptions,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import {
  TerraformChangedEvent,
  terraformChangedTopic,
} from '@connectly/plugin-terraform-common';
import {
  DatabaseProjectionStore,
  readerVersion,
} from '../database/DatabaseProjectionStore';
import { TerraformProjector } from './TerraformProjector';

/**
 * Keeps the projections in step with the mirrored repositories: at once by events, and now and then by comparing
 * commits, for events may be lost. Work on one repository is done one after the other.
 */
export class TerraformReconciler {
  readonly #options: TerraformReconcilerOptions;
  readonly #queues = new Map<string, Promise<void>>();

  static create(options: TerraformReconcilerOptions): TerraformReconciler {
    return new TerraformReconciler(options);
  }

  private constructor(options: TerraformReconcilerOptions) {
    this.#options = options;
  }

  /** Follows one change. */
  async follow(change: RepositoriesChangedEvent): Promise<void> {
    await this.#inTurn(change.repository, async () => {
      const { projector, store } = this.#options;
      const { repository: fullName, central, ref } = change;
      const touched = change.commit
        ? await projector.projectRef({ fullName, central }, ref, {
            change,
            ...(await this.#request()),
          })
        : await store.remove({ repository: fullName, ref });
      await this.#publish(fullName, central, touched);
    });
  }

  /** Compares everything. @throws when the repositories cannot be listed; then nothing was removed. */
  async reconcile(options: { signal?: AbortSignal } = {}): Promise<void> {
    const { repositories, store, logger } = this.#options;
    const request = await this.#request(options.signal);
    // Before the list, so that a repository which is followed meanwhile is not taken for one that is gone.
    const shown = await this.#shown();
    const { items: mirrored, complete } = await everyPage(paging =>
      repositories.listRepositories(paging, request),
    );
    let centralRead = true;
    for (const repository of mirrored) {
      const { fullName, central, commit, problem } = repository;
      if (options.signal?.aborted) {
        return;
      }
      if (!commit && (problem || !complete)) {
        // It was not read yet, and so nothing of it is gone.
        centralRead = centralRead && !central;
        continue;
      }
      try {
        await this.#inTurn(fullName, () =>
          this.#reconcileRepository(
            repository,
            shown.get(fullName) ?? new Map(),
            request,
          ),
        );
      } catch (error) {
        centralRead = centralRead && !central;
        logger.warn(
          `PLT-401: the Terraform of "${fullName}" cannot be read`,
          error as Error,
        );
      }
    }
    if (!complete) {
      return;
    }
    const present = new Set(mirrored.map(repository => repository.fullName));
    for (const fullName of shown.keys()) {
      if (!present.has(fullName)) {
        await this.#inTurn(fullName, async () =>
          this.#publish(
            fullName,
            false,
            await store.remove({ repository: fullName }),
          ),
        );
      }
    }
    if (centralRead) {
      await store.markComplete();
    }
  }

  /** Commits that are shown, by repository and ref. */
  async #shown(): Promise<Map<string, Map<string, string>>> {
    const shown = new Map<string, Map<string, string>>();
    const projections = await this.#options.store.allProjections();
    for (const { repository, ref, commit, reader } of projections) {
      const refs = shown.get(repository) ?? new Map<string, string>();
      refs.set(ref, reader === readerVersion ? commit : '');
      shown.set(repository, refs);
    }
    return shown;
  }

  async #reconcileRepository(
    repository: Repository,
    shown: Map<string, string>,
    request: RepositoriesRequestOptions,
  ): Promise<void> {
    const { repositories, projector, store } = this.#options;
    const branch = `refs/heads/${repository.defaultBranch}`;
    const listed = repository.commit
      ? [{ name: branch, commit: repository.commit }]
      : [];
    const refs = repository.central
      ? await repositories.listRefs(
          { repository: repository.fullName },
          request,
        )
      : listed;
    for (const { name, commit } of refs) {
      if (shown.get(name) !== commit) {
        const touched = await projector.projectRef(repository, name, request);
        await this.#publish(repository.fullName, repository.central, touched);
      }
    }
    const present = new Set(refs.map(ref => ref.name));
    for (const ref of shown.keys()) {
      if (!present.has(ref)) {
        const touched = await store.remove({
          repository: repository.fullName,
          ref,
        });
        await this.#publish(repository.fullName, repository.central, touched);
      }
    }
  }

  async #publish(
    repository: string,
    central: boolean,
    touched: { modules: string[]; stacks: string[] },
  ): Promise<void> {
    if (central && touched.modules.length + touched.stacks.length === 0) {
      return;
    }
    const eventPayload: TerraformChangedEvent = {
      ...touched,
      repositories: central ? [] : [repository],
    };
    await this.#options.events.publish({
      topic: terraformChangedTopic,
      eventPayload,
    });
  }

  /** The plugin's own credentials: a projection belongs to everybody, readers are authorised when they read it. */
  async #request(signal?: AbortSignal): Promise<RepositoriesRequestOptions> {
    return {
      credentials: await this.#options.auth.getOwnServiceCredentials(),
      signal,
    };
  }

  async #inTurn(repository: string, work: () => Promise<void>): Promise<void> {
    const before = this.#queues.get(repository) ?? Promise.resolve();
    const mine = before.catch(() => {}).then(work);
    this.#queues.set(repository, mine);
    try {
      await mine;
    } finally {
      if (this.#queues.get(repository) === mine) {
        this.#queues.delete(repository);
      }
    }
  }
}

/** What the reconciler works with. */
export interface TerraformReconcilerOptions {
  repositories: RepositoriesService;
  projector: TerraformProjector;
  store: DatabaseProjectionStore;
  events: EventsService;
  auth: AuthService;
  logger: LoggerService;
}
