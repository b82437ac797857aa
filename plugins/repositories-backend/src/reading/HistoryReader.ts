import { GithubCredentialsProvider } from '@backstage/integration';
import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import { RepositoryHistoryRequest } from '@connectly/plugin-repositories-node';
import pLimit, { Limit } from 'p-limit';
import { ProviderConfig } from '../config/readProviders';
import { StoredRepository } from '../database/rows';
import { GitHistory } from '../git/GitHistory';

/** What is asked of a repository that is known already. */
export type HistoryRead = Omit<RepositoryHistoryRequest, 'repository'>;

/** Gets the past of repositories from the forge, one after the other: nobody waits for it on a page. */
export class HistoryReader {
  readonly #git: GitHistory;
  readonly #credentials: GithubCredentialsProvider;
  readonly #limit: Limit;

  static create(options: {
    git: GitHistory;
    credentials: GithubCredentialsProvider;
  }): HistoryReader {
    return new HistoryReader(options.git, options.credentials);
  }

  private constructor(git: GitHistory, credentials: GithubCredentialsProvider) {
    this.#git = git;
    this.#credentials = credentials;
    this.#limit = pLimit(1);
  }

  /** @throws GitError */
  async read(
    { fullName }: StoredRepository,
    options: HistoryRead & { provider: ProviderConfig },
  ): Promise<RepositoryHistory> {
    const { provider, commit, since, directory, extension } = options;
    return this.#limit(async () => {
      const { token } = await this.#credentials.getCredentials({
        url: `https://${provider.host}/${fullName}`,
      });
      return this.#git.read({
        url: `${provider.gitUrl}/${fullName}.git`,
        token,
        commit,
        since,
        directory,
        wanted: path => path.startsWith(directory) && path.endsWith(extension),
      });
    });
  }
}
