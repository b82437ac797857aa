import { ForgeError } from '../errors';
import { writeCommit } from '../git/writeCommit';
import { AccountRow } from '../store/AccountStore';
import { Parameter, timestamp } from '../store/Database';
import {
  RepositoryRow,
  RepositorySettings,
  Visibility,
} from '../store/RepositoryStore';
import type { EventRecorder } from '../webhooks/EventRecorder';
import type { Records } from './Records';

/** What a repository may be created with. */
export interface NewRepository {
  owner: AccountRow;
  name: string;
  description?: string;
  homepage?: string;
  visibility: Visibility;
  autoInit?: boolean;
  teamId?: number;
  defaultBranch?: string;
  settings?: Partial<RepositorySettings>;
  isTemplate?: boolean;
}

/** Creation, change and removal of repositories. */
export class Repositories {
  readonly #records: Records;
  readonly #events: EventRecorder;

  constructor(records: Records, events: EventRecorder) {
    this.#records = records;
    this.#events = events;
  }

  /**
   * Creates a repository. Its row exists first in the state `creating`, which
   * reserves the name and lets a start after a crash clean up.
   *
   * @throws ForgeError 422 when the name is taken or not allowed
   */
  async create(
    wanted: NewRepository,
    actor: AccountRow,
  ): Promise<RepositoryRow> {
    const records = this.#records;
    const name = repositoryName(wanted.name);
    const repository = records.database.transaction(() => {
      if (records.repositoryStore.isNameTaken(wanted.owner.id, name)) {
        throw ForgeError.unprocessable('Repository creation failed.', [
          {
            resource: 'Repository',
            code: 'custom',
            field: 'name',
            message: 'name already exists on this account',
          },
        ]);
      }
      return records.repositoryStore.insert({
        ownerId: wanted.owner.id,
        name,
        visibility: wanted.visibility,
        description: wanted.description,
        homepage: wanted.homepage,
        defaultBranch: wanted.defaultBranch ?? 'main',
        settings: wanted.settings,
        isTemplate: wanted.isTemplate,
      });
    });
    try {
      await records.git.initialise(repository.id, repository.defaultBranch);
      const first = wanted.autoInit
        ? await this.#firstCommit(repository, actor)
        : undefined;
      return records.database.transaction(() => {
        records.repositoryStore.setState(repository.id, 'ready');
        if (first)
          records.repositoryStore.setReference(
            repository.id,
            first.name,
            first.sha,
            actor.id,
          );
        if (wanted.teamId !== undefined) {
          records.teams.setRepository(wanted.teamId, repository.id, 'push');
        }
        if (wanted.owner.type === 'Organization' && actor.type === 'User') {
          records.repositoryStore.setCollaborator(
            repository.id,
            actor.id,
            'admin',
          );
        }
        const ready = records.repositoryStore.require(repository.id);
        this.#events.recordFor(ready, actor, 'repository', 'created', {});
        return ready;
      });
    } catch (error) {
      await this.#discard(repository.id);
      throw error;
    }
  }

  /** Changes columns of a repository and announces it. */
  update(
    repository: RepositoryRow,
    values: Record<string, Parameter>,
    actor: AccountRow,
    action: string = 'edited',
  ): RepositoryRow {
    return this.#records.database.transaction(() => {
      const updated = this.#records.repositoryStore.update(
        repository.id,
        values,
      );
      this.#events.recordFor(updated, actor, 'repository', action, {
        changes: {},
      });
      return updated;
    });
  }

  /** @throws ForgeError 422 when the new name is taken or not allowed */
  rename(
    repository: RepositoryRow,
    wanted: string,
    actor: AccountRow,
  ): RepositoryRow {
    const name = repositoryName(wanted);
    const isSame = name.toLowerCase() === repository.name.toLowerCase();
    if (
      !isSame &&
      this.#records.repositoryStore.isNameTaken(repository.ownerId, name)
    ) {
      throw ForgeError.unprocessable('Validation Failed', [
        {
          resource: 'Repository',
          code: 'custom',
          field: 'name',
          message: 'name already exists on this account',
        },
      ]);
    }
    return this.update(repository, { name }, actor, 'renamed');
  }

  async setDefaultBranch(
    repository: RepositoryRow,
    branch: string,
    actor: AccountRow,
  ): Promise<RepositoryRow> {
    const known = this.#records.repositoryStore.reference(
      repository.id,
      `refs/heads/${branch}`,
    );
    if (!known) {
      throw ForgeError.invalidField(
        'Repository',
        'default_branch',
        `The branch ${branch} was not found. Please push that ref first or create it via the Git Data API.`,
      );
    }
    await this.#records.git.get(repository.id).setHead(branch);
    return this.update(repository, { defaultBranch: branch }, actor);
  }

  /** The announcement is written before the files go, so that a crash loses neither. */
  async remove(repository: RepositoryRow, actor: AccountRow): Promise<void> {
    const records = this.#records;
    await records.git.exclusively(repository.id, async () => {
      records.database.transaction(() => {
        this.#events.recordFor(repository, actor, 'repository', 'deleted', {});
        records.repositoryStore.setState(repository.id, 'deleting');
      });
      await this.#discard(repository.id);
    });
  }

  /** Removes what a crash left half made or half removed. */
  async recover(): Promise<void> {
    const { repositoryStore, git } = this.#records;
    for (const { id } of repositoryStore.unfinished()) await this.#discard(id);
    await git.removeUnknown(new Set(repositoryStore.all().map(({ id }) => id)));
  }

  async #discard(id: number): Promise<void> {
    await this.#records.git.remove(id);
    this.#records.repositoryStore.remove(id);
  }

  async #firstCommit(
    repository: RepositoryRow,
    actor: AccountRow,
  ): Promise<{ name: string; sha: string }> {
    const git = this.#records.git.get(repository.id);
    const text = `# ${repository.name}\n${
      repository.description ? `${repository.description}\n` : ''
    }`;
    const signature = signatureOf(actor);
    const sha = await writeCommit(git.directory, {
      parents: [],
      edits: [{ path: 'README.md', content: Buffer.from(text) }],
      message: 'Initial commit',
      author: signature,
      committer: signature,
    });
    const name = `refs/heads/${repository.defaultBranch}`;
    await git.updateReferences([{ name, before: undefined, after: sha }]);
    return { name, sha };
  }
}

/** How an account signs commits that it makes through the API. */
export function signatureOf(account: AccountRow): {
  name: string;
  email: string;
  date: string;
} {
  return {
    name: account.name ?? account.login,
    email:
      account.email ?? `${account.id}+${account.login}@users.noreply.localhost`,
    date: timestamp(),
  };
}

/** GitHub turns what it does not allow in a name into dashes. */
function repositoryName(wanted: string): string {
  const name = wanted.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/\.git$/i, '');
  if (name === '' || name === '.' || name === '..' || wanted.length > 100) {
    throw ForgeError.unprocessable('Repository creation failed.', [
      {
        resource: 'Repository',
        code: 'custom',
        field: 'name',
        message:
          wanted.length > 100
            ? 'name is too long (maximum is 100 characters)'
            : 'name is invalid',
      },
    ]);
  }
  return name;
}
