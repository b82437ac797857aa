import { setTimeout as sleep } from 'node:timers/promises';
import {
  AuthService,
  LoggerService,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import {
  RepositoriesChangedEvent,
  Repository,
  RepositoryRef,
} from '@connectly/plugin-repositories-common';
import { everyPage } from './everyPage';
import {
  RepositoriesRequestOptions,
  RepositoriesService,
} from './RepositoriesService';
import { subscribeToRepositories } from './subscribeToRepositories';

const defaultSchedule = {
  frequency: { minutes: 10 },
  timeout: { minutes: 9 },
  initialDelay: { seconds: 3 },
  scope: 'global' as const,
};

/**
 * What a plugin keeps of the mirrored repositories, one ref at a time. `Touched` is what a write tells of itself.
 * @public
 */
export interface RepositoriesProjection<Touched> {
  /** What is read, for a log: `Terraform`. */
  readonly subject: string;
  /** Whether release tags of the central repository are kept besides default branches. */
  readonly releases: boolean;
  /** Which commits are shown. */
  readonly register: {
    /** Those that older code read are told with an empty commit, so that they are read again. */
    shown(): Promise<{ repository: string; ref: string; commit: string }[]>;
    /** Remembers that everything was read once: what is missing from now on is gone. */
    markComplete(): Promise<void>;
  };
  /** Brings one ref up to date; `change` says what moved, when that is known. */
  projectRef(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref: string,
    options: RepositoriesRequestOptions & { change?: RepositoriesChangedEvent },
  ): Promise<Touched>;
  /** Removes what came from a ref, or from all refs of a repository. */
  remove(source: { repository: string; ref?: string }): Promise<Touched>;
  /** Tells others, after each write. */
  publish(
    repository: Pick<Repository, 'fullName' | 'central'>,
    touched: Touched,
  ): Promise<void>;
}

/** What the reconciler works with. @public */
export interface RepositoriesReconcilerOptions<Touched> {
  repositories: RepositoriesService;
  projection: RepositoriesProjection<Touched>;
  auth: AuthService;
  logger: LoggerService;
}

/**
 * Keeps a projection in step with the mirrored repositories: at once by events, and now and then by comparing commits,
 * for events may be lost. Work on one repository is done one after the other.
 * @public
 */
export class RepositoriesReconciler<Touched> {
  readonly #options: RepositoriesReconcilerOptions<Touched>;
  readonly #queues = new Map<string, Promise<void>>();

  static create<Touched>(
    options: RepositoriesReconcilerOptions<Touched>,
  ): RepositoriesReconciler<Touched> {
    return new RepositoriesReconciler(options);
  }

  private constructor(options: RepositoriesReconcilerOptions<Touched>) {
    this.#options = options;
  }

  /**
   * From now on follows every change at once, and compares everything now and then.
   *
   * @param options - `id` is the plugin's: its replicas share the work, and `ID.schedule` of the configuration says how often
   * everything is compared, every 10 minutes when absent; `afterwards` is done after each comparison
   */
  async start(options: {
    id: string;
    config: RootConfigService;
    events: EventsService;
    scheduler: SchedulerService;
    afterwards?: () => Promise<void>;
  }): Promise<void> {
    const { id, config, events, scheduler, afterwards } = options;
    await subscribeToRepositories({
      events,
      id: `${id}-projection`,
      // Not awaited: the reader of Git goes on, and what fails here the comparison repeats.
      onChange: async change => {
        this.follow(change).catch(error =>
          this.#options.logger.warn(
            `PLT-401: "${change.repository}" cannot be followed`,
            error,
          ),
        );
      },
    });
    const schedule = config.getOptionalConfig(`${id}.schedule`);
    await scheduler.scheduleTask({
      ...(schedule
        ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
        : defaultSchedule),
      id: `${id}-reconcile`,
      fn: async signal => {
        await this.reconcileUntilComplete({ signal });
        await afterwards?.();
      },
    });
  }

  /** Follows one change. */
  async follow(change: RepositoriesChangedEvent): Promise<void> {
    await this.#inTurn(change.repository, async () => {
      const { projection } = this.#options;
      const { repository: fullName, central, ref } = change;
      if (!change.commit) {
        await this.#remove({ fullName, central }, ref);
        return;
      }
      if (!projection.releases && !ref.startsWith('refs/heads/')) {
        return;
      }
      const request = await this.#request();
      const touched = await projection.projectRef({ fullName, central }, ref, {
        change,
        ...request,
      });
      await this.#publish({ fullName, central }, touched);
    });
  }

  /**
   * Compares everything, and again after some seconds while the reader of Git has not read every repository: at the first
   * start what is missing is said to be missing for no longer than it is.
   * @throws what {@link RepositoriesReconciler.reconcile} throws
   */
  async reconcileUntilComplete(options: {
    signal: AbortSignal;
    /** Milliseconds between two looks. */
    pause?: number;
  }): Promise<void> {
    const { signal, pause = 5_000 } = options;
    while (!(await this.reconcile({ signal })) && !signal.aborted) {
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }

  /**
   * Compares everything.
   * @returns whether every repository had been read, so that what is missing is gone
   * @throws when the repositories cannot be listed; then nothing was removed
   */
  async reconcile(options: { signal?: AbortSignal } = {}): Promise<boolean> {
    const { repositories, projection, logger } = this.#options;
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
        return false;
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
          `PLT-401: the ${projection.subject} of "${fullName}" cannot be read`,
          error as Error,
        );
      }
    }
    if (!complete) {
      return false;
    }
    const present = new Set(mirrored.map(repository => repository.fullName));
    for (const fullName of shown.keys()) {
      if (!present.has(fullName)) {
        await this.#inTurn(fullName, () =>
          this.#remove({ fullName, central: false }),
        );
      }
    }
    if (centralRead) {
      await projection.register.markComplete();
    }
    return true;
  }

  /** Commits that are shown, by repository and ref. */
  async #shown(): Promise<Map<string, Map<string, string>>> {
    const shown = new Map<string, Map<string, string>>();
    for (const {
      repository,
      ref,
      commit,
    } of await this.#options.projection.register.shown()) {
      const refs = shown.get(repository) ?? new Map<string, string>();
      refs.set(ref, commit);
      shown.set(repository, refs);
    }
    return shown;
  }

  async #reconcileRepository(
    repository: Repository,
    shown: Map<string, string>,
    request: RepositoriesRequestOptions,
  ): Promise<void> {
    const { projection } = this.#options;
    const refs = await this.#refs(repository, request);
    for (const { name, commit } of refs) {
      if (shown.get(name) !== commit) {
        const touched = await projection.projectRef(repository, name, request);
        await this.#publish(repository, touched);
      }
    }
    const present = new Set(refs.map(ref => ref.name));
    for (const ref of shown.keys()) {
      if (!present.has(ref)) {
        await this.#remove(repository, ref);
      }
    }
  }

  async #refs(
    { fullName, central, commit, defaultBranch }: Repository,
    request: RepositoriesRequestOptions,
  ): Promise<RepositoryRef[]> {
    if (central && this.#options.projection.releases) {
      return this.#options.repositories.listRefs(
        { repository: fullName },
        request,
      );
    }
    return commit ? [{ name: `refs/heads/${defaultBranch}`, commit }] : [];
  }

  async #remove(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref?: string,
  ): Promise<void> {
    const { projection } = this.#options;
    const source = { repository: repository.fullName, ref };
    await this.#publish(repository, await projection.remove(source));
  }

  /** What was written stays written when it cannot be told, and the next write is done: whoever follows compares now and then. */
  async #publish(
    repository: Pick<Repository, 'fullName' | 'central'>,
    touched: Touched,
  ): Promise<void> {
    const { projection, logger } = this.#options;
    try {
      await projection.publish(repository, touched);
    } catch (error) {
      logger.warn(
        `A change of the ${projection.subject} of "${repository.fullName}" could not be told`,
        error as Error,
      );
    }
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
