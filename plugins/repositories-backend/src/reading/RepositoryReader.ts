import { LoggerService } from '@backstage/backend-plugin-api';
import { GithubCredentialsProvider } from '@backstage/integration';
import { EventsService } from '@backstage/plugin-events-node';
import { PlatformError } from '@connectly/plugin-platform-common';
import {
  RepositoriesChangedEvent,
  repositoriesChangedTopic,
} from '@connectly/plugin-repositories-common';
import { FileSelection } from '../config/FileSelection';
import { ProviderConfig } from '../config/readProviders';
import { DatabaseRepositoryStore } from '../database/DatabaseRepositoryStore';
import {
  DatabaseTreeStore,
  RefChange,
  RepositoryRead,
} from '../database/DatabaseTreeStore';
import { StoredRepository } from '../database/rows';
import { GitMirror, MissingBranchError } from '../git/GitMirror';
import { GitError } from '../git/runGit';
import { RemovalGuard } from './RemovalGuard';

/** Reads that lose to somebody else's are done again so often. */
const attempts = 5;

function problemOf(error: Error): string {
  return error.name === 'PlatformError'
    ? (error as PlatformError).toLine()
    : error.message;
}

/** What the reader works with. */
export interface RepositoryReaderOptions {
  store: DatabaseRepositoryStore;
  trees: DatabaseTreeStore;
  guard: RemovalGuard;
  mirror: GitMirror;
  selection: FileSelection;
  credentials: GithubCredentialsProvider;
  events: EventsService;
  logger: LoggerService;
}

/**
 * Reads one repository: fetch, compare, keep, tell.
 *
 * Reads of one repository follow each other within a process; a read that is asked for while another waits joins it.
 * Between replicas the repository's revision decides: a read that began before somebody else's was kept is repeated,
 * so that an old state never takes the place of a newer one.
 */
export class RepositoryReader {
  readonly #options: RepositoryReaderOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #waiting = new Map<string, Promise<void>>();

  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  private constructor(options: RepositoryReaderOptions) {
    this.#options = options;
  }

  /**
   * Reads a repository; what it finds can be read and was told when this returns, unless it could not be told: whoever
   * follows compares now and then.
   * @throws GitError when it cannot be fetched; the state before stays and says why.
   */
  async read(
    id: string,
    options: {
      provider: ProviderConfig;
      pushedAt?: string;
      signal?: AbortSignal;
    },
  ): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (waiting) {
      return waiting;
    }
    const before = this.#running.get(id);
    const run = async () => {
      if (before) {
        await before.catch(() => {});
      }
      this.#waiting.delete(id);
      const running = this.#readNow(id, options).finally(() => {
        if (this.#running.get(id) === running) {
          this.#running.delete(id);
        }
      });
      this.#running.set(id, running);
      return running;
    };
    const promise = run();
    if (before) {
      this.#waiting.set(id, promise);
    }
    return promise;
  }

  /** Forgets a repository and tells that its refs are gone. */
  async remove(repository: StoredRepository): Promise<void> {
    const changes = await this.#options.trees.removeRepository(repository.id);
    await this.#options.mirror.remove({ id: repository.id });
    await this.#publish(repository, changes);
  }

  async #readNow(
    id: string,
    options: {
      provider: ProviderConfig;
      pushedAt?: string;
      signal?: AbortSignal;
    },
  ): Promise<void> {
    const { store, trees } = this.#options;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const repository = await store.get(id);
      if (!repository) {
        return;
      }
      try {
        const read = await this.#fetch(repository, options);
        const changes = await trees.keep(read);
        if (changes) {
          await this.#publish(repository, changes);
          return;
        }
      } catch (error) {
        if (!options.signal?.aborted) {
          await store.setProblem(id, problemOf(error as Error));
        }
        throw error;
      }
    }
    this.#options.logger.warn('Gave up a read that others overtook', {
      repository: id,
    });
  }

  async #fetch(
    repository: StoredRepository,
    options: {
      provider: ProviderConfig;
      pushedAt?: string;
      signal?: AbortSignal;
    },
  ): Promise<RepositoryRead> {
    const { store, guard, mirror, selection, credentials, logger } =
      this.#options;
    const { id, central, defaultBranch, fullName } = repository;
    const { provider, signal } = options;
    const began = guard.beginRead();
    const branch = `refs/heads/${defaultBranch}`;
    if (defaultBranch && !selection.wantsRef(branch, repository)) {
      throw new GitError('the name of the default branch is too long');
    }
    const { token } = await credentials.getCredentials({
      url: `https://${provider.host}/${fullName}`,
    });
    const url = `${provider.gitUrl}/${fullName}.git`;
    const nothing = new Map<string, string>();
    const found = defaultBranch
      ? await mirror
          .fetch({ id, url, defaultBranch, tags: central, token, signal })
          .catch(error => {
            // Nothing was pushed yet. A branch that was read before and is missing now is a failed read instead.
            if (error instanceof MissingBranchError && !repository.commit) {
              return nothing;
            }
            throw error;
          })
      : nothing;

    const known = new Map(
      (await store.listRefs(id)).map(ref => [ref.name, ref.commit]),
    );
    const sameSelection = repository.selection === selection.fingerprint;
    const refs: RepositoryRead['refs'] = [];
    for (const [name, commit] of found) {
      const wanted = selection.wantsRef(name, { central, defaultBranch });
      if (wanted && !(sameSelection && known.get(name) === commit)) {
        const { files, images, skipped, paths } = await mirror.readFiles({
          id,
          commit,
          wanted: selection.pathsOf(name, { central }),
          signal,
        });
        if (skipped.length > 0) {
          logger.warn(
            `Left out ${skipped.length} files that are no plain text, no image, or too large`,
            {
              repository: id,
              ref: name,
              first: skipped[0],
            },
          );
        }
        // a release is its module's files, and nobody asks it for more
        const ofBranch =
          name === branch
            ? { facts: await mirror.describe({ id, commit, signal }), paths }
            : {};
        refs.push({ name, commit, files, images, ...ofBranch });
      }
    }
    const gone = [...known.keys()].filter(
      name =>
        !found.has(name) ||
        !selection.wantsRef(name, { central, defaultBranch }),
    );
    const mayRemove = await guard.mayRemove({
      scope: `refs:${id}`,
      removals: gone,
      known: known.size,
      began,
    });
    if (!mayRemove) {
      logger.warn(
        `PLT-402: ${gone.length} of ${known.size} refs are gone; waiting for a second, equal read minutes later`,
        {
          repository: id,
        },
      );
    }
    return {
      repositoryId: id,
      revision: repository.revision,
      selection: selection.fingerprint,
      // Without a date the next sweep reads once more, which is how the second, equal read comes about.
      pushedAt: mayRemove ? options.pushedAt ?? repository.pushedAt : undefined,
      head: defaultBranch && found.get(`refs/heads/${defaultBranch}`),
      refs,
      removedRefs: mayRemove ? gone : [],
    };
  }

  async #publish(
    repository: StoredRepository,
    changes: RefChange[],
  ): Promise<void> {
    for (const { name, ...change } of changes) {
      const eventPayload: RepositoriesChangedEvent = {
        host: repository.host,
        repository: repository.fullName,
        central: repository.central,
        ref: name,
        ...change,
      };
      try {
        await this.#options.events.publish({
          topic: repositoriesChangedTopic,
          eventPayload,
        });
      } catch (error) {
        // the repository was read all the same, and its other refs are told
        this.#options.logger.warn(
          `A change of "${repository.fullName}" at ${name} could not be told`,
          error as Error,
        );
      }
    }
  }
}
