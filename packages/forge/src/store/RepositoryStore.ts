import { Database, Flag, Parameter, timestamp } from './Database';

export type Visibility = 'public' | 'private' | 'internal';

export interface RepositoryRow {
  id: number;
  ownerId: number;
  name: string;
  state: 'creating' | 'ready' | 'deleting';
  visibility: Visibility;
  description: string | null;
  homepage: string | null;
  defaultBranch: string;
  archived: Flag;
  isTemplate: Flag;
  topics: string;
  settings: string;
  nextNumber: number;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
}

/** How pull requests of a repository may be merged, and other switches. */
export interface RepositorySettings {
  allowMergeCommit: boolean;
  allowSquashMerge: boolean;
  allowRebaseMerge: boolean;
  allowAutoMerge: boolean;
  allowUpdateBranch: boolean;
  deleteBranchOnMerge: boolean;
  hasIssues: boolean;
  hasProjects: boolean;
  hasWiki: boolean;
}

const defaultSettings: RepositorySettings = {
  allowMergeCommit: true,
  allowSquashMerge: true,
  allowRebaseMerge: true,
  allowAutoMerge: false,
  allowUpdateBranch: false,
  deleteBranchOnMerge: false,
  hasIssues: true,
  hasProjects: false,
  hasWiki: false,
};

export interface ReferenceRow {
  repositoryId: number;
  name: string;
  sha: string;
}

export interface JournalRow {
  id: number;
  repositoryId: number;
  actorId: number;
  mergeNumber: number | null;
  /** The git process that was moving references; set for pushes. */
  process: number | null;
}

/**
 * Repositories and the references that the forge has announced.
 *
 * `refs` repeats what the bare repositories hold so that listing thousands of
 * repositories starts no process; `ReferenceChanges` is its only writer.
 */
export class RepositoryStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  insert(values: {
    ownerId: number;
    name: string;
    visibility: Visibility;
    defaultBranch: string;
    description?: string;
    homepage?: string;
    settings?: Partial<RepositorySettings>;
    topics?: string[];
    isTemplate?: boolean;
  }): RepositoryRow {
    const now = timestamp();
    const id = this.#database.insert('repositories', {
      ownerId: values.ownerId,
      name: values.name,
      state: 'creating',
      visibility: values.visibility,
      description: values.description,
      homepage: values.homepage,
      defaultBranch: values.defaultBranch,
      isTemplate: values.isTemplate ?? false,
      topics: JSON.stringify(values.topics ?? []),
      settings: JSON.stringify(values.settings ?? {}),
      createdAt: now,
      updatedAt: now,
      pushedAt: now,
    });
    return this.require(id);
  }

  update(id: number, values: Record<string, Parameter>): RepositoryRow {
    this.#database.update('repositories', id, {
      ...values,
      updatedAt: timestamp(),
    });
    return this.require(id);
  }

  setState(id: number, state: RepositoryRow['state']): void {
    this.#database.update('repositories', id, { state });
  }

  remove(id: number): void {
    this.#database.run('DELETE FROM repositories WHERE id = ?', id);
  }

  byId(id: number): RepositoryRow | undefined {
    return this.#database.get(
      "SELECT * FROM repositories WHERE id = ? AND state = 'ready'",
      id,
    );
  }

  require(id: number): RepositoryRow {
    const row = this.#database.get<RepositoryRow>(
      'SELECT * FROM repositories WHERE id = ?',
      id,
    );
    if (!row) throw new Error(`No repository with id ${id}`);
    return row;
  }

  /** Any state: a name is taken from the moment that its creation starts. */
  isNameTaken(ownerId: number, name: string): boolean {
    return (
      this.#database.count(
        'SELECT count(*) FROM repositories WHERE ownerId = ? AND name = ?',
        ownerId,
        name,
      ) > 0
    );
  }

  byName(ownerId: number, name: string): RepositoryRow | undefined {
    return this.#database.get(
      "SELECT * FROM repositories WHERE ownerId = ? AND name = ? AND state = 'ready'",
      ownerId,
      name,
    );
  }

  all(): RepositoryRow[] {
    return this.#database.all(
      "SELECT * FROM repositories WHERE state = 'ready' ORDER BY id",
    );
  }

  ofOwner(ownerId: number): RepositoryRow[] {
    return this.#database.all(
      "SELECT * FROM repositories WHERE ownerId = ? AND state = 'ready' ORDER BY name COLLATE NOCASE",
      ownerId,
    );
  }

  unfinished(): RepositoryRow[] {
    return this.#database.all(
      "SELECT * FROM repositories WHERE state <> 'ready'",
    );
  }

  settings(repository: RepositoryRow): RepositorySettings {
    return { ...defaultSettings, ...JSON.parse(repository.settings) };
  }

  /** Takes the next number of the repository's one series of pull requests. */
  takeNumber(id: number): number {
    const row = this.#database.get<{ number: number }>(
      `UPDATE repositories SET nextNumber = nextNumber + 1 WHERE id = ?
       RETURNING nextNumber - 1 AS number`,
      id,
    );
    if (!row) throw new Error(`No repository with id ${id}`);
    return row.number;
  }

  // Collaborators

  setCollaborator(id: number, accountId: number, permission: string): void {
    this.#database.run(
      `INSERT INTO collaborators (repositoryId, accountId, permission) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET permission = excluded.permission`,
      id,
      accountId,
      permission,
    );
  }

  removeCollaborator(id: number, accountId: number): void {
    this.#database.run(
      'DELETE FROM collaborators WHERE repositoryId = ? AND accountId = ?',
      id,
      accountId,
    );
  }

  collaboratorPermission(id: number, accountId: number): string | undefined {
    return this.#database.get<{ permission: string }>(
      'SELECT permission FROM collaborators WHERE repositoryId = ? AND accountId = ?',
      id,
      accountId,
    )?.permission;
  }

  // References, by full name

  references(id: number, prefix: string = 'refs/'): ReferenceRow[] {
    return this.#database.all(
      `SELECT * FROM refs WHERE repositoryId = ? AND substr(name, 1, ?) = ? ORDER BY name`,
      id,
      prefix.length,
      prefix,
    );
  }

  reference(id: number, name: string): string | undefined {
    return this.#database.get<{ sha: string }>(
      'SELECT sha FROM refs WHERE repositoryId = ? AND name = ?',
      id,
      name,
    )?.sha;
  }

  /** The account that moved a reference last; unknown for what an older forge wrote. */
  pusher(id: number, name: string): number | undefined {
    return (
      this.#database.get<{ pusherId: number | null }>(
        'SELECT pusherId FROM refs WHERE repositoryId = ? AND name = ?',
        id,
        name,
      )?.pusherId ?? undefined
    );
  }

  setReference(
    id: number,
    name: string,
    sha: string | undefined,
    pusherId: number,
  ): void {
    if (sha === undefined) {
      this.#database.run(
        'DELETE FROM refs WHERE repositoryId = ? AND name = ?',
        id,
        name,
      );
    } else {
      this.#database.run(
        `INSERT INTO refs (repositoryId, name, sha, pusherId) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET sha = excluded.sha, pusherId = excluded.pusherId`,
        id,
        name,
        sha,
        pusherId,
      );
    }
  }

  // The journal of reference changes that are under way

  openJournal(entry: {
    repositoryId: number;
    actorId: number;
    mergeNumber?: number;
  }): number {
    return this.#database.insert('journal', {
      ...entry,
      createdAt: timestamp(),
    });
  }

  noteProcess(id: number, process: number): void {
    this.#database.update('journal', id, { process });
  }

  closeJournal(id: number): void {
    this.#database.run('DELETE FROM journal WHERE id = ?', id);
  }

  journal(): JournalRow[] {
    return this.#database.all('SELECT * FROM journal ORDER BY id');
  }
}
