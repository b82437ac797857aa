import { LoggerService } from '@backstage/backend-plugin-api';
import pLimit from 'p-limit';
import { FileSelection } from '../config/FileSelection';
import { ProviderConfig } from '../config/readProviders';
import {
  DatabaseRepositoryStore,
  RepositoryDescription,
} from '../database/DatabaseRepositoryStore';
import { DatabaseTreeStore } from '../database/DatabaseTreeStore';
import { repositoryId, StoredRepository } from '../database/rows';
import {
  ListedRepository,
  RepositoryListing,
} from '../forge/RepositoryListing';
import { RemovalGuard } from './RemovalGuard';
import { RepositoryReader } from './RepositoryReader';

/** Repositories fetched at the same time. */
const parallelReads = 4;

/** What one sweep did. */
export interface SweepReport {
  listed: number;
  read: number;
  failed: number;
  removed: number;
}

/** What a sweep works with. */
export interface RepositorySweepOptions {
  provider: ProviderConfig;
  listing: RepositoryListing;
  store: DatabaseRepositoryStore;
  trees: DatabaseTreeStore;
  guard: RemovalGuard;
  reader: RepositoryReader;
  selection: FileSelection;
  logger: LoggerService;
}

/**
 * The slow way round for what webhooks lost: one listing of the organisation, a read of each repository whose head
 * moved, a removal of what is gone. An unchanged organisation costs the listing's requests and writes nothing.
 */
export class RepositorySweep {
  readonly #options: RepositorySweepOptions;
  #last: Promise<unknown> = Promise.resolve();
  #next?: Promise<SweepReport>;

  static create(options: RepositorySweepOptions): RepositorySweep {
    return new RepositorySweep(options);
  }

  private constructor(options: RepositorySweepOptions) {
    this.#options = options;
  }

  /** @throws PlatformError when the listing fails or is not whole: then nothing was changed. */
  async run(options: { signal?: AbortSignal } = {}): Promise<SweepReport> {
    const { provider, listing, store, trees, guard, reader, logger } =
      this.#options;
    const began = guard.beginRead();
    // Before the listing, so that one which a webhook tells of meanwhile is not taken for one that is gone.
    const known = new Map(
      (await store.listOfProvider(provider.id)).map(repository => [
        repository.id,
        repository,
      ]),
    );
    const listed = await listing.list(options);
    const present = new Set<string>();
    const report: SweepReport = {
      listed: listed.length,
      read: 0,
      failed: 0,
      removed: 0,
    };

    const limit = pLimit(parallelReads);
    /** Works on each, and goes on when one of them fails. */
    const forEach = async <T>(items: T[], work: (item: T) => Promise<void>) =>
      Promise.all(
        items.map(item =>
          limit(async () => {
            if (!options.signal?.aborted) {
              await work(item);
            }
          }),
        ),
      );
    const failed = (fullName: string, error: unknown) => {
      report.failed++;
      logger.warn(
        `PLT-401: "${fullName}" cannot be read, its last good state is kept`,
        error as Error,
      );
    };

    // All of them are described before any is read, which may take minutes: the list soon stands still.
    const toRead: [StoredRepository, ListedRepository][] = [];
    await forEach(listed, async each => {
      const description = this.#describe(each);
      present.add(description.id);
      try {
        const before = known.get(description.id);
        const repository = isDescribed(before, description)
          ? before
          : await store.describe(description);
        if (this.#needsRead(repository, each)) {
          toRead.push([repository, each]);
        }
      } catch (error) {
        failed(`${each.owner}/${each.name}`, error);
      }
    });
    const described = report.failed === 0;
    await forEach(toRead, async ([{ id, fullName }, { pushedAt }]) => {
      try {
        await reader.read(id, { provider, pushedAt, signal: options.signal });
        report.read++;
      } catch (error) {
        failed(fullName, error);
      }
    });
    if (options.signal?.aborted) {
      return report;
    }
    if (described) {
      await store.markSwept(provider.id);
    }
    report.removed = await this.#removeMissing(
      [...known.values()].filter(repository => !present.has(repository.id)),
      { known: known.size, began },
    );
    // Webhooks leave something behind, too.
    await trees.collectGarbage();
    if (report.read > 0 || report.removed > 0) {
      logger.info('Swept an organisation', {
        provider: provider.id,
        ...report,
      });
    }
    return report;
  }

  /**
   * Runs as soon as the run before has ended; who asks meanwhile waits for the same one. Fifty webhooks are not fifty listings.
   * @throws what {@link RepositorySweep.run} throws
   */
  async runNext(): Promise<SweepReport> {
    if (!this.#next) {
      this.#next = this.#last
        .catch(() => {})
        .then(() => {
          this.#next = undefined;
          return this.run();
        });
      this.#last = this.#next;
    }
    return this.#next;
  }

  async #removeMissing(
    missing: StoredRepository[],
    { known, began }: { known: number; began: number },
  ): Promise<number> {
    const { provider, guard, reader, logger } = this.#options;
    const removals = missing.map(repository => repository.id);
    if (
      !(await guard.mayRemove({
        scope: `provider:${provider.id}`,
        removals,
        known,
        began,
      }))
    ) {
      logger.warn(
        `PLT-402: ${missing.length} of ${known} repositories are gone; waiting for a second, equal read minutes later`,
        {
          provider: provider.id,
        },
      );
      return 0;
    }
    for (const repository of missing) {
      await reader.remove(repository);
    }
    return missing.length;
  }

  #describe(listed: ListedRepository): RepositoryDescription {
    const { provider } = this.#options;
    return describeRepository(provider, listed);
  }

  #needsRead(repository: StoredRepository, listed: ListedRepository): boolean {
    const moved = repository.commit !== listed.head;
    // A new tag moves no branch, and only the central repository's tags are read.
    const pushed =
      repository.central && repository.pushedAt !== listed.pushedAt;
    const otherFiles =
      repository.selection !== this.#options.selection.fingerprint;
    return moved || pushed || otherFiles || repository.problem !== undefined;
  }
}

/** What the store keeps of a listed repository. */
export function describeRepository(
  provider: ProviderConfig,
  listed: ListedRepository,
): RepositoryDescription {
  const { owner, name, url, defaultBranch, visibility, archived } = listed;
  // PostgreSQL takes every character of a text but this one.
  const description = listed.description.replaceAll('\0', '');
  return {
    id: repositoryId(provider.host, `${owner}/${name}`),
    provider: provider.id,
    host: provider.host,
    owner,
    name,
    description,
    url,
    defaultBranch,
    visibility,
    archived,
    central: name.toLowerCase() === provider.centralRepository.toLowerCase(),
  };
}

function isDescribed(
  known: StoredRepository | undefined,
  description: RepositoryDescription,
): known is StoredRepository {
  const fields = Object.entries(description) as [
    keyof RepositoryDescription,
    unknown,
  ][];
  return (
    known !== undefined &&
    fields.every(([field, value]) => known[field] === value)
  );
}
