import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef as refOf } from '@backstage/catalog-model';
import { PlatformError } from '@connectly/plugin-platform-common';
import { Repository } from '@connectly/plugin-repositories-common';
import {
  RepositoriesRequestOptions,
  RepositoriesService,
} from '@connectly/plugin-repositories-node';
import { isDeepStrictEqual } from 'util';
import {
  DatabaseEntityMemory,
  RememberedEntities,
} from './DatabaseEntityMemory';
import { catalogFile, readEntities } from './readEntities';

/** What a repository gives to the catalog now. */
export interface TakenEntities {
  /** Missing when it cannot be read and never was, or when somebody else's read was kept meanwhile. */
  kept?: RememberedEntities;
  /** What its owner must mend. */
  problem?: string;
  /** Somebody else's read was kept meanwhile, and so this one must be done again. */
  overtaken?: boolean;
}

/** Reads catalog-info.yaml files and remembers what they gave; what cannot be read gives what it gave before. */
export class EntityTaker {
  readonly #repositories: RepositoriesService;
  readonly #memory: DatabaseEntityMemory;
  readonly #logger: LoggerService;

  static create(options: {
    repositories: RepositoriesService;
    memory: DatabaseEntityMemory;
    logger: LoggerService;
  }): EntityTaker {
    return new EntityTaker(
      options.repositories,
      options.memory,
      options.logger,
    );
  }

  private constructor(
    repositories: RepositoriesService,
    memory: DatabaseEntityMemory,
    logger: LoggerService,
  ) {
    this.#repositories = repositories;
    this.#memory = memory;
    this.#logger = logger;
  }

  /**
   * Takes what a repository gives. Never throws for what it holds.
   * @param options - `known` is what is remembered of it; `owners` tells whose the entities are, where that is at hand;
   * without `complete` a repository that has no commit may just not have been read yet
   */
  async take(
    repository: Repository,
    options: {
      complete: boolean;
      known?: RememberedEntities;
      owners?: Map<string, string>;
    },
    request: RepositoriesRequestOptions,
  ): Promise<TakenEntities> {
    const { fullName, commit } = repository;
    const { complete, known, owners } = options;
    if (!commit && !complete) {
      return { kept: known };
    }
    try {
      const read = await this.#read(repository, request);
      const own = read.filter(entity => {
        const owner = owners?.get(refOf(entity));
        return owner === undefined || owner === fullName;
      });
      const kept = isDeepStrictEqual(own, known?.entities)
        ? known
        : await this.#memory.keep(fullName, own, known?.version);
      if (!kept) {
        return { overtaken: true };
      }
      const mine = new Set(kept.entities.map(refOf));
      const foreign = read.map(refOf).find(ref => !mine.has(ref));
      if (!foreign) {
        return { kept };
      }
      const problem = new PlatformError({
        code: 'PLT-407',
        message: `Another repository describes "${foreign}".`,
        where: `${fullName}/${catalogFile}`,
      });
      return { kept, problem: this.#report(fullName, problem) };
    } catch (error) {
      return { kept: known, problem: this.#report(fullName, error as Error) };
    }
  }

  async #read(
    repository: Repository,
    request: RepositoriesRequestOptions,
  ): Promise<Entity[]> {
    const { fullName, commit, archived, problem } = repository;
    if (archived) {
      return [];
    }
    if (!commit) {
      if (problem) {
        throw new Error(problem);
      }
      return [];
    }
    // A tree and not the file: a file that is missing is told from a branch that cannot be read.
    const { files } = await this.#repositories.readTree(
      { repository: fullName, prefix: catalogFile },
      request,
    );
    return readEntities(files[catalogFile] ?? '', repository);
  }

  /** @returns the line for the owner, when the mistake is the owner's. */
  #report(fullName: string, error: Error): string | undefined {
    this.#logger.warn(
      `PLT-401: not all of "${fullName}" can be shown in the catalog`,
      error,
    );
    return error.name === 'PlatformError'
      ? (error as PlatformError).toLine()
      : undefined;
  }
}
