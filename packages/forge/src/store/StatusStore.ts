import { Database, Parameter, timestamp } from './Database';

export type StatusState = 'error' | 'failure' | 'pending' | 'success';

export interface StatusRow {
  id: number;
  repositoryId: number;
  sha: string;
  state: StatusState;
  context: string;
  description: string | null;
  targetUrl: string | null;
  creatorId: number;
  createdAt: string;
}

export interface CheckRunRow {
  id: number;
  repositoryId: number;
  sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  externalId: string | null;
  output: string;
  startedAt: string | null;
  completedAt: string | null;
}

/** Commit statuses and check runs. */
export class StatusStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  add(status: {
    repositoryId: number;
    sha: string;
    state: StatusState;
    context: string;
    description?: string;
    targetUrl?: string;
    creatorId: number;
  }): StatusRow {
    const id = this.#database.insert('statuses', {
      ...status,
      createdAt: timestamp(),
    });
    return this.#database.get<StatusRow>(
      'SELECT * FROM statuses WHERE id = ?',
      id,
    )!;
  }

  /** Every status of a commit, newest first. */
  list(repositoryId: number, sha: string): StatusRow[] {
    return this.#database.all(
      'SELECT * FROM statuses WHERE repositoryId = ? AND sha = ? ORDER BY id DESC',
      repositoryId,
      sha,
    );
  }

  /** The newest status of each context, which is what counts. */
  latest(repositoryId: number, sha: string): StatusRow[] {
    return this.#database.all(
      `SELECT * FROM statuses WHERE id IN (
         SELECT max(id) FROM statuses WHERE repositoryId = ? AND sha = ? GROUP BY context)
       ORDER BY context`,
      repositoryId,
      sha,
    );
  }

  addCheckRun(
    values: Record<string, Parameter> & {
      repositoryId: number;
      sha: string;
      name: string;
    },
  ): CheckRunRow {
    return this.checkRun(this.#database.insert('checkRuns', values))!;
  }

  updateCheckRun(id: number, values: Record<string, Parameter>): CheckRunRow {
    this.#database.update('checkRuns', id, values);
    return this.checkRun(id)!;
  }

  checkRun(id: number): CheckRunRow | undefined {
    return this.#database.get('SELECT * FROM checkRuns WHERE id = ?', id);
  }

  checkRuns(repositoryId: number, sha: string): CheckRunRow[] {
    return this.#database.all(
      'SELECT * FROM checkRuns WHERE repositoryId = ? AND sha = ? ORDER BY id',
      repositoryId,
      sha,
    );
  }
}

/** GitHub's one word for several statuses. */
export function combinedState(
  statuses: readonly StatusRow[],
): 'failure' | 'pending' | 'success' {
  if (statuses.some(each => each.state === 'error' || each.state === 'failure'))
    return 'failure';
  return statuses.length > 0 && statuses.every(each => each.state === 'success')
    ? 'success'
    : 'pending';
}
