import { NotFoundError } from '@backstage/errors';
import {
  RepositoriesChangedEvent,
  Repository,
  RepositoryPage,
  RepositoryPaths,
  RepositoryRef,
  RepositoryTree,
} from '@connectly/plugin-repositories-common';
import { RepositoriesService } from '@connectly/plugin-repositories-node';

const ref = 'refs/heads/main';
const fullName = 'connectly/platform';

/** The central repository in memory: what is measured is the index, not the mirror below it. */
export class CentralRepository implements RepositoriesService {
  readonly #files: Map<string, string>;
  #commit = 1;

  static create(files: Record<string, string>): CentralRepository {
    return new CentralRepository(files);
  }

  private constructor(files: Record<string, string>) {
    this.#files = new Map(Object.entries(files));
  }

  /** Commits one changed file and gives the event that tells of it. */
  change(path: string, content: string): RepositoriesChangedEvent {
    return this.changeAll({ [path]: content });
  }

  /** Commits changed files and gives the event that tells of them. */
  changeAll(files: Record<string, string>): RepositoriesChangedEvent {
    const previousCommit = this.#name();
    for (const [path, content] of Object.entries(files)) this.#files.set(path, content);
    this.#commit += 1;
    return {
      host: 'forge.test',
      repository: fullName,
      central: true,
      ref,
      commit: this.#name(),
      previousCommit,
      added: [],
      changed: Object.keys(files),
      removed: [],
    };
  }

  #name() {
    return this.#commit.toString(16).padStart(40, '0');
  }

  async listRepositories(): Promise<RepositoryPage> {
    return { items: [await this.getRepository()], total: 1, complete: true };
  }

  async getRepository(): Promise<Repository> {
    const [owner, name] = fullName.split('/');
    return {
      host: 'forge.test',
      fullName,
      owner,
      name,
      description: '',
      url: `https://forge.test/${fullName}`,
      defaultBranch: 'main',
      visibility: 'private',
      archived: false,
      central: true,
      commit: this.#name(),
    };
  }

  async listRefs(): Promise<RepositoryRef[]> {
    return [{ name: ref, commit: this.#name() }];
  }

  async readTree({ prefix = '' }: { prefix?: string }): Promise<RepositoryTree> {
    const files = [...this.#files].filter(([path]) => path.startsWith(prefix));
    return { ref, commit: this.#name(), files: Object.fromEntries(files) };
  }

  async listPaths(): Promise<RepositoryPaths> {
    return { ref, commit: this.#name(), paths: [...this.#files.keys()].sort() };
  }

  async readFile({ path }: { path: string }): Promise<string> {
    const content = this.#files.get(path);
    if (content === undefined) throw new NotFoundError(`No ${path}`);
    return content;
  }

  async refresh(): Promise<void> {}
}
