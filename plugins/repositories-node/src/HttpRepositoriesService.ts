import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ConflictError, ResponseError } from '@backstage/errors';
import {
  Page,
  Repository,
  RepositoryHistory,
  RepositoryPage,
  RepositoryPaths,
  RepositoryRef,
  RepositoryTree,
} from '@connectly/plugin-repositories-common';
import {
  RepositoriesRequestOptions,
  RepositoriesService,
} from './RepositoriesService';
import {
  RepositoryHistoryRequest,
  RepositoryHistoryService,
} from './RepositoryHistoryService';

/** Files asked for at once. */
const pageSize = 500;

/** Asks the repositories backend over HTTP, on behalf of the caller. @internal */
export class HttpRepositoriesService
  implements RepositoriesService, RepositoryHistoryService
{
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpRepositoriesService {
    return new HttpRepositoriesService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async listRepositories(
    request: { search?: string; offset?: number; limit?: number },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryPage> {
    return this.#request('/repositories', {
      query: { ...request },
      ...options,
    });
  }

  async getRepository(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<Repository> {
    return this.#request(pathOf(request.repository), options);
  }

  async listRefs(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryRef[]> {
    const { items } = await this.#request<{ items: RepositoryRef[] }>(
      `${pathOf(request.repository)}/refs`,
      options,
    );
    return items;
  }

  async readTree(
    request: { repository: string; ref?: string; prefix?: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryTree> {
    const { repository, ref, prefix } = request;
    const files: [string, string][] = [];
    let first: Omit<RepositoryTree, 'files'> | undefined;
    for (let offset = 0; ; offset += pageSize) {
      const page = await this.#request<
        Page<{ path: string; content: string }> & Omit<RepositoryTree, 'files'>
      >(`${pathOf(repository)}/tree`, {
        query: { ref, prefix, offset, limit: pageSize },
        ...options,
      });
      first ??= { ref: page.ref, commit: page.commit, facts: page.facts };
      if (page.commit !== first.commit) {
        // Half of one commit and half of the next would be a tree that never was.
        throw new ConflictError(
          `"${repository}" changed while it was read; read it again.`,
        );
      }
      files.push(
        ...page.items.map(({ path, content }): [string, string] => [
          path,
          content,
        ]),
      );
      if (page.items.length === 0 || files.length >= page.total) {
        return { ...first, files: Object.fromEntries(files) };
      }
    }
  }

  async listPaths(
    request: { repository: string; ref?: string },
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryPaths> {
    const { repository, ref } = request;
    return this.#request(`${pathOf(repository)}/paths`, {
      query: { ref },
      ...options,
    });
  }

  async readFile(
    request: { repository: string; ref?: string; path: string },
    options: RepositoriesRequestOptions,
  ): Promise<string> {
    const { repository, ref, path } = request;
    const { content } = await this.#request<{ content: string }>(
      `${pathOf(repository)}/file`,
      {
        query: { ref, path },
        ...options,
      },
    );
    return content;
  }

  async readHistory(
    request: RepositoryHistoryRequest,
    options: RepositoriesRequestOptions,
  ): Promise<RepositoryHistory> {
    const { repository, ...query } = request;
    return this.#request(`${pathOf(repository)}/history`, {
      query,
      ...options,
    });
  }

  async refresh(
    request: { repository: string },
    options: RepositoriesRequestOptions,
  ): Promise<void> {
    await this.#request(`${pathOf(request.repository)}/refresh`, {
      method: 'POST',
      ...options,
    });
  }

  async #request<T>(
    path: string,
    options: RepositoriesRequestOptions & {
      method?: 'GET' | 'POST';
      query?: Record<string, string | number | undefined>;
    },
  ): Promise<T> {
    const { credentials, signal, method, query = {} } = options;
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'repositories',
    });
    const url = new URL(
      `${await this.#discovery.getBaseUrl('repositories')}${path}`,
    );
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        url.searchParams.set(name, String(value));
      }
    }
    const response = await fetch(url, {
      method,
      signal,
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.status === 204
      ? (undefined as T)
      : ((await response.json()) as T);
  }
}

function pathOf(repository: string): string {
  return `/repositories/${repository
    .split('/')
    .map(encodeURIComponent)
    .join('/')}`;
}
