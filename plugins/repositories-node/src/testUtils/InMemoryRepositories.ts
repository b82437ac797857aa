import { NotFoundError } from '@backstage/errors';
import {
  Repository,
  RepositoriesChangedEvent,
  RepositoryPage,
  RepositoryRef,
  RepositoryTree,
} from '@connectly/plugin-repositories-common';

type Files = Record<string, string>;

/** A `RepositoriesService` that a test pushes to by hand; `connectly/platform` is the central one. @public */
export class InMemoryRepositories {
  readonly #refs = new Map<
    string,
    Map<string, { commit: string; files: Files }>
  >();
  #commits = 0;
  /** Calls of `readTree`, by prefix. */
  readonly reads: string[] = [];
  /** Whether lists and reads fail. */
  failing = false;
  /** False while not every repository was read once. */
  complete = true;

  /** Changes files (`undefined` deletes), and tells what a webhook would have told. */
  push(
    repository: string,
    changes: Record<string, string | undefined>,
    ref = 'refs/heads/main',
  ): RepositoriesChangedEvent {
    const refs = this.#refs.get(repository) ?? new Map();
    const before = refs.get(ref);
    const files: Files = { ...before?.files };
    for (const [path, text] of Object.entries(changes)) {
      if (text === undefined) {
        delete files[path];
      } else {
        files[path] = text;
      }
    }
    const commit = `commit-${++this.#commits}`;
    refs.set(ref, { commit, files });
    this.#refs.set(repository, refs);
    const known = (path: string) =>
      before !== undefined && path in before.files;
    return {
      host: 'forge.test',
      repository,
      central: repository === 'connectly/platform',
      ref,
      commit,
      previousCommit: before?.commit,
      added: Object.keys(changes).filter(
        path => !known(path) && changes[path] !== undefined,
      ),
      changed: Object.keys(changes).filter(
        path => known(path) && changes[path] !== undefined,
      ),
      removed: Object.keys(changes).filter(path => changes[path] === undefined),
    };
  }

  /** Takes away a ref, or the repository. */
  remove(repository: string, ref?: string): void {
    if (ref) {
      this.#refs.get(repository)?.delete(ref);
    } else {
      this.#refs.delete(repository);
    }
  }

  async listRepositories(): Promise<RepositoryPage> {
    if (this.failing) {
      throw new Error('The reader of Git is down');
    }
    const items = await Promise.all(
      [...this.#refs.keys()].map(repository =>
        this.getRepository({ repository }),
      ),
    );
    return { items, total: items.length, complete: this.complete };
  }

  async getRepository({
    repository,
  }: {
    repository: string;
  }): Promise<Repository> {
    const [owner, name] = repository.split('/');
    const commit = this.#refs.get(repository)?.get('refs/heads/main')?.commit;
    return {
      host: 'forge.test',
      fullName: repository,
      owner,
      name,
      description: '',
      url: `https://forge.test/${repository}`,
      defaultBranch: 'main',
      visibility: 'private',
      archived: false,
      central: repository === 'connectly/platform',
      commit,
    };
  }

  async listRefs({
    repository,
  }: {
    repository: string;
  }): Promise<RepositoryRef[]> {
    return [...(this.#refs.get(repository) ?? [])].map(
      ([name, { commit }]) => ({ name, commit }),
    );
  }

  async readTree(request: {
    repository: string;
    ref?: string;
    prefix?: string;
  }): Promise<RepositoryTree> {
    const { repository, ref = 'refs/heads/main', prefix = '' } = request;
    this.reads.push(prefix);
    const found = this.#refs.get(repository)?.get(ref);
    if (this.failing || !found) {
      throw new NotFoundError(`No ${ref} in ${repository}`);
    }
    const files = Object.entries(found.files).filter(([path]) =>
      path.startsWith(prefix),
    );
    const { commit } = found;
    const number = Number(commit.replace(/\D/g, ''));
    const facts = {
      at: new Date(Date.UTC(2026, 0, 1, number)).toISOString(),
      author: 'Jiwoo',
      subject: `Change ${number}`,
    };
    return { ref, commit, facts, files: Object.fromEntries(files) };
  }

  async readFile(request: {
    repository: string;
    ref?: string;
    path: string;
  }): Promise<string> {
    const { files } = await this.readTree({ ...request, prefix: request.path });
    if (!Object.hasOwn(files, request.path)) {
      throw new NotFoundError(`No ${request.path}`);
    }
    return files[request.path];
  }

  async refresh(): Promise<void> {}
}
