import { NotFoundError } from '@backstage/errors';
import { Repository } from '@connectly/plugin-repositories-common';
import { RepositoriesService } from '@connectly/plugin-repositories-node';

/** Stands for a repository that is known, and was not read yet. */
export const unread = 'unread';

/** Repositories of which only catalog-info.yaml matters. A file that is an Error cannot be read. */
export class CatalogFiles
  implements
    Pick<
      RepositoriesService,
      'listRepositories' | 'getRepository' | 'readTree'
    >
{
  readonly files = new Map<string, string | Error>();
  /** Told before each answer of `readTree`, so that a test can let something else happen first. */
  beforeRead: (name: string) => Promise<void> = async () => {};
  failure?: Error;
  /** False while not every repository was read once. */
  complete = true;

  get service(): RepositoriesService {
    return this as unknown as RepositoriesService;
  }

  async listRepositories() {
    if (this.failure) {
      throw this.failure;
    }
    const items = [...this.files.keys()].map(name =>
      describeRepository(name, this.files.get(name)),
    );
    return { items, total: items.length, complete: this.complete };
  }

  async getRepository({ repository }: { repository: string }) {
    const name = repository.split('/')[1];
    if (!this.files.has(name)) {
      throw new NotFoundError(repository);
    }
    return describeRepository(name, this.files.get(name));
  }

  async readTree({ repository }: { repository: string }) {
    const name = repository.split('/')[1];
    const file = this.files.get(name);
    await this.beforeRead(name);
    if (file === undefined || file instanceof Error) {
      throw file ?? new NotFoundError(repository);
    }
    return {
      ref: 'refs/heads/main',
      commit: 'c',
      files: { 'catalog-info.yaml': file },
    };
  }
}

function describeRepository(
  name: string,
  file: string | Error | undefined,
): Repository {
  return {
    host: 'forge.test',
    fullName: `org/${name}`,
    owner: 'org',
    name,
    description: '',
    url: `https://forge.test/org/${name}`,
    defaultBranch: 'main',
    visibility: 'private',
    archived: false,
    central: false,
    // what is listed, and was not read yet, has no commit
    commit: file === unread ? undefined : 'c',
  };
}

/** A catalog-info.yaml with a component of each name. */
export function componentFile(...names: string[]): string {
  return names
    .map(
      name =>
        `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\nspec:\n  type: service\n`,
    )
    .join('---\n');
}
