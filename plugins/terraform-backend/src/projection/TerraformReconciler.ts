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
    const { items: mirrored } = await everyPage(paging =>
      repositories.listRepositories(paging, request),
    );
    const shown = new Map<string, Map<string, string>>();
    for (const {
      repository,
      ref,
      commit,
      reader,
    } of await store.allProjections()) {
      const refs = shown.get(repository) ?? new Map<string, string>();
      refs.set(ref, reader === readerVersion ? commit : '');
      shown.set(repository, refs);
    }
    for (const repository of mirrored) {
      if (options.signal?.aborted) {
        return;
      }
      try {
        await this.#inTurn(repository.fullName, () =>
          this.#reconcileRepository(
            repository,
            shown.get(repository.fullName) ?? new Map(),
            request,
          ),
        );
      } catch (error) {
        logger.warn(
          `PLT-401: the Terraform of "${repository.fullName}" cannot be read`,
          error as Error,
        );
      }
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
