import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { RepositoriesRequestOptions } from './RepositoriesService';

/** What repositories were. Each call reaches the forge. @public */
export interface RepositoryHistoryService {
  /**
   * What the files below a directory were, of those that the commit still has: the default branch's past, push by push,
   * each file under its present name. It is got from the forge, which may take minutes: ask for it in the background, and
   * once.
   * @param request - `commit` is where the past ends, a commit that is mirrored; `since` one that was asked for earlier, to
   * get what came after it, or everything when the branch does not descend from it; `directory` ends with a slash,
   * `extension` begins with a dot
   * @throws NotFoundError when the repository is not mirrored, or not at that commit.
   */
  readHistory(
    request: {
      repository: string;
      commit: string;
      since?: string;
      directory: string;
      extension: string;
    },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryHistory>;
}
