import { Database, Flag, Parameter, timestamp } from './Database';

export interface PullRequestRow {
  id: number;
  repositoryId: number;
  number: number;
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  draft: Flag;
  authorId: number;
  headRef: string;
  headSha: string;
  baseRef: string;
  baseSha: string;
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
  labels: string;
  mergedAt: string | null;
  mergedById: number | null;
  mergeCommitSha: string | null;
  closedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type ReviewState =
  | 'APPROVED'
  | 'CHANGES_REQUESTED'
  | 'COMMENTED'
  | 'DISMISSED';

export interface ReviewRow {
  id: number;
  pullRequestId: number;
  authorId: number;
  state: ReviewState;
  body: string;
  commitSha: string;
  submittedAt: string;
}

/** What a pull request changes, counted when its head or base moves. */
export interface PullRequestSize {
  commits: number;
  additions: number;
  deletions: number;
  changedFiles: number;
}

/** Pull requests, their reviews and who was asked for one. */
export class PullRequestStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(
    values: {
      repositoryId: number;
      number: number;
      title: string;
      body?: string;
      draft?: boolean;
      authorId: number;
      headRef: string;
      headSha: string;
      baseRef: string;
      baseSha: string;
    } & PullRequestSize,
  ): PullRequestRow {
    const now = timestamp();
    const id = this.#database.insert('pullRequests', {
      ...values,
      draft: values.draft ?? false,
      state: 'open',
      createdAt: now,
      updatedAt: now,
    });
    return this.require(id);
  }

  update(id: number, values: Record<string, Parameter>): PullRequestRow {
    this.#database.update('pullRequests', id, {
      ...values,
      updatedAt: timestamp(),
    });
    return this.require(id);
  }

  byId(id: number): PullRequestRow | undefined {
    return this.#database.get('SELECT * FROM pullRequests WHERE id = ?', id);
  }

  require(id: number): PullRequestRow {
    const row = this.byId(id);
    if (!row) throw new Error(`No pull request with id ${id}`);
    return row;
  }

  byNumber(repositoryId: number, number: number): PullRequestRow | undefined {
    return this.#database.get(
      'SELECT * FROM pullRequests WHERE repositoryId = ? AND number = ?',
      repositoryId,
      number,
    );
  }

  list(
    repositoryId: number,
    filter: {
      state?: 'open' | 'closed';
      headRef?: string;
      baseRef?: string;
      headSha?: string;
    } = {},
  ): PullRequestRow[] {
    const conditions = ['repositoryId = ?'];
    const parameters: Parameter[] = [repositoryId];
    for (const [name, value] of Object.entries(filter)) {
      if (value === undefined) continue;
      conditions.push(`${name} = ?`);
      parameters.push(value);
    }
    return this.#database.all(
      `SELECT * FROM pullRequests WHERE ${conditions.join(
        ' AND ',
      )} ORDER BY number DESC`,
      ...parameters,
    );
  }

  countOpen(repositoryId: number): number {
    return this.#database.count(
      "SELECT count(*) FROM pullRequests WHERE repositoryId = ? AND state = 'open'",
      repositoryId,
    );
  }

  // Reviews

  addReview(review: Omit<ReviewRow, 'id' | 'submittedAt'>): ReviewRow {
    const id = this.#database.insert('reviews', {
      ...review,
      submittedAt: timestamp(),
    });
    return this.#database.get<ReviewRow>(
      'SELECT * FROM reviews WHERE id = ?',
      id,
    )!;
  }

  review(id: number): ReviewRow | undefined {
    return this.#database.get('SELECT * FROM reviews WHERE id = ?', id);
  }

  setReviewState(id: number, state: ReviewState): void {
    this.#database.update('reviews', id, { state });
  }

  reviews(pullRequestId: number): ReviewRow[] {
    return this.#database.all(
      'SELECT * FROM reviews WHERE pullRequestId = ? ORDER BY id',
      pullRequestId,
    );
  }

  /** The last deciding review of each person, which is what counts. */
  decidingReviews(pullRequestId: number): ReviewRow[] {
    const last = new Map<number, ReviewRow>();
    for (const review of this.reviews(pullRequestId)) {
      if (review.state !== 'COMMENTED') last.set(review.authorId, review);
    }
    return [...last.values()];
  }

  // Requested reviewers

  request(
    pullRequestId: number,
    who: { accountId?: number; teamId?: number },
  ): void {
    const known = this.#database.count(
      `SELECT count(*) FROM reviewRequests
       WHERE pullRequestId = ? AND accountId IS ? AND teamId IS ?`,
      pullRequestId,
      who.accountId,
      who.teamId,
    );
    if (known === 0) {
      this.#database.run(
        'INSERT INTO reviewRequests (pullRequestId, accountId, teamId) VALUES (?, ?, ?)',
        pullRequestId,
        who.accountId,
        who.teamId,
      );
    }
  }

  withdrawRequest(
    pullRequestId: number,
    who: { accountId?: number; teamId?: number },
  ): void {
    this.#database.run(
      `DELETE FROM reviewRequests
       WHERE pullRequestId = ? AND accountId IS ? AND teamId IS ?`,
      pullRequestId,
      who.accountId,
      who.teamId,
    );
  }

  requested(
    pullRequestId: number,
  ): Array<{ accountId: number | null; teamId: number | null }> {
    return this.#database.all(
      'SELECT accountId, teamId FROM reviewRequests WHERE pullRequestId = ?',
      pullRequestId,
    );
  }
}
