import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { RepositoriesRequestOptions } from './RepositoriesService';

/** Which part of a repository's past is asked for. @public */
export interface RepositoryHistoryRequest {
  /** `owner/name`. */
  repository: string;
  /** Where the past ends: a commit that is mirrored. */
  commit: string;
  /** One that was asked for earlier, to get what came after it, or everything when the branch does not descend from it. */
  since?: string;
  /** Where the files lie; it ends with a slash. */
  directory: string;
  /** How the files' names end; it begins with a dot. */
  extension: string;
}

/** What repositories were. Each call reaches the forge. @public */
export interface RepositoryHistoryService {
  /**
   * What the files below a directory were, of those that the commit still has: the default branch's past, push by push,
   * each file under its present name. It is got from the forge, which may take minutes: ask for it in the background, and
   * once.
   * @throws NotFoundError when the repository is not mirrored, or not at that commit.
   */
  readHistory(
    request: RepositoryHistoryRequest,
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryHistory>;
}
