import { GithubCredentialsProvider } from '@backstage/integration';
import { RepositoryHistory } from '@connectly/plugin-repositories-common';
import pLimit, { Limit } from 'p-limit';
import { ProviderConfig } from '../config/readProviders';
import { StoredRepository } from '../database/rows';
import { GitHistory } from '../git/GitHistory';

/** Which part of a repository's past is asked for. */
export interface HistoryRead {
  commit: string;
  since?: string;
  directory: string;
  extension: string;
}

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
