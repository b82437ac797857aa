import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Repository,
  RepositoryPage,
  RepositoryPaths,
  RepositoryRef,
  RepositoryTree,
} from '@connectly/plugin-repositories-common';

/** Who asks, and until when. @public */
export interface RepositoriesRequestOptions {
  credentials: BackstageCredentials;
  signal?: AbortSignal;
}

/**
 * What was read from Git. Answers come from the portal's own store: no call reaches the forge, except `refresh`.
 * `repository` is `owner/name` everywhere.
 * @public
 */
export interface RepositoriesService {
  /** A page of repositories by name. */
  listRepositories(
    request: { search?: string; offset?: number; limit?: number },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryPage>;

  /** @throws NotFoundError when the repository is not mirrored. */
  getRepository(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<Repository>;

  /** The default branch and, for the central repository, its release tags. */
  listRefs(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryRef[]>;

  /**
   * Every mirrored file of a ref, all of one commit.
   * @param request - `ref` is the default branch when absent; `prefix` is a directory with a trailing slash, or a path
   * @throws NotFoundError when repository or ref are not mirrored.
   */
  readTree(
    request: { repository: string; ref?: string; prefix?: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryTree>;

  /**
   * Every path of a branch, also of files that are not mirrored; without paths when nobody knows them: there are too many, or the
   * branch was last read by an earlier release.
   * @throws NotFoundError when repository or ref are not mirrored.
   */
  listPaths(
    request: { repository: string; ref?: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryPaths>;

  /** @throws NotFoundError when there is no such file. */
  readFile(
    request: { repository: string; ref?: string; path: string },
    options: RepositoriesRequestOptions,
  ): Promise<string>;

  /** Reads one repository from the forge now. */
  refresh(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<void>;
}
