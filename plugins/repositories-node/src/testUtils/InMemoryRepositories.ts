import { NotFoundError } from '@backstage/errors';
import {
  CommitFacts,
  Repository,
  RepositoriesChangedEvent,
  RepositoryHistory,
  RepositoryPage,
  RepositoryPaths,
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
  readonly #pasts = new Map<
    string,
    { commit: string; changes: Record<string, string | undefined>; files: Files }[]
  >();
  #commits = 0;
  /** Calls of `readTree`, by prefix. */
  readonly reads: string[] = [];
  /** Whether lists and reads fail. */
  failing = false;
  /** What pasts were asked for: the commit after which, or everything. */
  readonly pasts: (string | undefined)[] = [];
  /** Why pasts cannot be read; they can when it is missing. */
  pastProblem?: Error;
  /** How many commits back a past goes. */
  pastDepth = Infinity;
  /** False while branches were last read by an earlier release. */
  knowsPaths = true;
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
    const past = this.#pasts.get(repository) ?? [];
    past.push({ commit, changes, files });
    this.#pasts.set(repository, past);
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

  /** Puts the repository's branch back at an earlier commit, from which the next push goes on. */
  rewind(repository: string, commit: string): void {
    const past = this.#pasts.get(repository)!;
    const index = past.findIndex(each => each.commit === commit);
    const { files } = past[index];
    this.#pasts.set(repository, past.slice(0, index + 1));
    this.#refs.get(repository)!.set('refs/heads/main', { commit, files });
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
    return {
      ref,
      commit,
      facts: factsOf(commit),
      files: Object.fromEntries(files),
    };
  }

  async listPaths(request: {
    repository: string;
    ref?: string;
  }): Promise<RepositoryPaths> {
    const { repository, ref = 'refs/heads/main' } = request;
    const found = this.#refs.get(repository)?.get(ref);
    if (this.failing || !found) {
      throw new NotFoundError(`No ${ref} in ${repository}`);
    }
    const { commit, files } = found;
    return {
      ref,
      commit,
      paths: this.knowsPaths ? Object.keys(files).sort() : undefined,
    };
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

  async readHistory(request: {
    repository: string;
    commit: string;
    since?: string;
    directory: string;
    extension: string;
  }): Promise<RepositoryHistory> {
    const { repository, commit, directory, extension } = request;
    this.pasts.push(request.since);
    if (this.pastProblem) {
      throw this.pastProblem;
    }
    const whole = this.#pasts.get(repository) ?? [];
    const end = whole.findIndex(each => each.commit === commit) + 1;
    if (end === 0) {
      throw new NotFoundError(`No ${commit} in ${repository}`);
    }
    const after = whole.findIndex(each => each.commit === request.since) + 1;
    const begin = after || Math.max(0, end - this.pastDepth);
    const commits = whole.slice(begin, end).map((each, index) => {
      const before = whole[begin + index - 1]?.files ?? {};
      // the first one of a past that is cut off seems to bring everything in
      const cut = begin + index > 0 && index === 0 && !after;
      const touched = cut ? each.files : each.changes;
      const files = Object.keys(touched)
        .filter(path => path.startsWith(directory) && path.endsWith(extension))
        .map(path => ({
          path,
          content: touched[path],
          added: !cut && !Object.hasOwn(before, path),
        }));
      return { commit: each.commit, facts: factsOf(each.commit), files };
    });
    return {
      commit,
      since: after > 0 ? request.since : undefined,
      complete: begin === 0 || after > 0,
      commits: commits.filter(({ files }) => files.length > 0),
    };
  }

  async refresh(): Promise<void> {}
}

function factsOf(commit: string): CommitFacts {
  const number = Number(commit.replace(/\D/g, ''));
  return {
    at: new Date(Date.UTC(2026, 0, 1, number)).toISOString(),
    author: 'Jiwoo',
    subject: `Change ${number}`,
  };
}
