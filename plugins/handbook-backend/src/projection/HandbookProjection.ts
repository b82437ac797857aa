import { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { EventsService } from '@backstage/plugin-events-node';
import {
  HandbookChangedEvent,
  handbookChangedTopic,
} from '@connectly/plugin-handbook-common';
import { readHandbookInTurns } from '@connectly/plugin-handbook-node';
import {
  RepositoriesChangedEvent,
  Repository,
  RepositoryPaths,
} from '@connectly/plugin-repositories-common';
import {
  RepositoriesProjection,
  RepositoriesRequestOptions,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import { parseAllDocuments } from 'yaml';
import {
  DatabaseHandbookStore,
  DocumentsChange,
} from '../database/DatabaseHandbookStore';
import { toRows } from './toRows';

const attempts = 5;
const documentsPrefix = 'docs/';
const catalogFile = 'catalog-info.yaml';
/** UTF-16 units. The catalog takes no longer reference, and the store's index of owners has an end. */
const ownerLimit = 200;

/** Documents as what is kept of the mirrored repositories. A write tells how documents changed. */
export class HandbookProjection
  implements RepositoriesProjection<DocumentsChange>
{
  readonly #options: HandbookProjectionOptions;
  readonly subject = 'handbook';
  readonly releases = false;

  static create(options: HandbookProjectionOptions): HandbookProjection {
    return new HandbookProjection(options);
  }

  private constructor(options: HandbookProjectionOptions) {
    this.#options = options;
  }

  get register() {
    const { store } = this.#options;
    return {
      shown: () => store.shown(),
      markComplete: () => store.register.markComplete(),
    };
  }

  async projectRef(
    repository: Pick<Repository, 'fullName' | 'central'>,
    ref: string,
    request: RepositoriesRequestOptions & { change?: RepositoriesChangedEvent },
  ): Promise<DocumentsChange> {
    const { store, logger } = this.#options;
    const { fullName } = repository;
    const { change } = request;
    for (let attempt = 0; attempt < attempts; attempt++) {
      const shown = await store.register.commitOf(fullName, ref);
      const pathless = await store.isPathless(fullName, ref);
      if (shown && pathless && !change) {
        const { commit, paths } = await this.#listPaths(fullName, ref, request);
        if (commit === shown && !paths) {
          return 'none';
        }
      }
      const read = await this.#read(fullName, ref, request);
      if (!read) {
        continue;
      }
      // of the same commit more is known: the reader of Git was changed, and read it once more
      const again =
        (change?.commit === read.commit && change.previousCommit === read.commit) ||
        (pathless && !read.pathless);
      if (read.commit === shown && !again) {
        return 'none';
      }
      const rows = toRows(read.documents, {
        repository: fullName,
        owner: read.owner,
      });
      const changed = await store.keep({
        ...rows,
        repository: fullName,
        ref,
        commit: read.commit,
        facts: read.facts,
        pathless: read.pathless,
        previousCommit: shown,
      });
      if (changed !== undefined) {
        return changed;
      }
    }
    logger.warn('Gave up documents that others overtook', {
      repository: fullName,
      ref,
    });
    return 'none';
  }

  async remove(source: {
    repository: string;
    ref?: string;
  }): Promise<DocumentsChange> {
    return this.#options.store.remove(source);
  }

  async publish(
    { fullName }: Pick<Repository, 'fullName' | 'central'>,
    change: DocumentsChange,
  ): Promise<void> {
    if (change !== 'none') {
      const eventPayload: HandbookChangedEvent = {
        repositories: [fullName],
        ...(change === 'removed' ? { removed: true } : {}),
      };
      await this.#options.events.publish({
        topic: handbookChangedTopic,
        eventPayload,
      });
    }
  }

  /** What files there are, where anybody can say. */
  async #listPaths(
    repository: string,
    ref: string,
    { credentials, signal }: RepositoriesRequestOptions,
  ): Promise<Partial<RepositoryPaths>> {
    try {
      return await this.#options.repositories.listPaths({ repository, ref }, { credentials, signal });
    } catch (error) {
      if (isNotThere(error as Error)) {
        return {};
      }
      throw error;
    }
  }

  /** @returns nothing when the repository moved between the reads */
  async #read(
    repository: string,
    ref: string,
    request: RepositoriesRequestOptions,
  ) {
    const { repositories, defaultOwner } = this.#options;
    const { credentials, signal } = request;
    const read = (prefix: string) =>
      repositories.readTree(
        { repository, ref, prefix },
        { credentials, signal },
      );
    const [documents, catalog, listed] = await Promise.all([
      read(documentsPrefix),
      read(catalogFile),
      this.#listPaths(repository, ref, request),
    ]);
    const { commit } = documents;
    if (commit !== catalog.commit || commit !== (listed.commit ?? commit)) {
      return undefined;
    }
    const { paths } = listed;
    const { documents: found } = await readHandbookInTurns(documents.files, {
      paths,
    });
    return {
      commit,
      pathless: !paths,
      facts: documents.facts,
      documents: found,
      owner: ownerOf(catalog.files[catalogFile]) ?? defaultOwner,
    };
  }
}

/** An earlier release of the reader of Git, beside which this one runs while the portal is upgraded, does not know the question. */
function isNotThere(error: { name?: string; statusCode?: number }): boolean {
  return error.name === 'NotFoundError' || error.statusCode === 404;
}

/** The owner that the first entity of a catalog-info.yaml names. A file that cannot be read names none. */
function ownerOf(text: string | undefined): string | undefined {
  try {
    const [first] = text ? parseAllDocuments(text) : [];
    const owner = first?.toJS({ maxAliasCount: 10 })?.spec?.owner;
    return typeof owner === 'string' && owner.length <= ownerLimit
      ? stringifyEntityRef(parseEntityRef(owner, { defaultKind: 'group' }))
      : undefined;
  } catch {
    return undefined;
  }
}

/** What the projection works with. */
export interface HandbookProjectionOptions {
  repositories: RepositoriesService;
  store: DatabaseHandbookStore;
  events: EventsService;
  logger: LoggerService;
  /** Entity reference of the owner where a repository names none. */
  defaultOwner: string;
}
