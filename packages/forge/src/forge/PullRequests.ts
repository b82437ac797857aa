import { ForgeError } from '../errors';
import { emptyTree } from '../git/GitRepository';
import {
  association,
  Mergeability,
  pullRequestAnswer,
} from '../present/pullRequests';
import { AccountRow } from '../store/AccountStore';
import { Parameter, timestamp } from '../store/Database';
import { PullRequestRow, PullRequestSize } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import type { EventRecorder } from '../webhooks/EventRecorder';
import type { Records } from './Records';

export interface NewPullRequest {
  title: string;
  body?: string;
  /** A branch, or `owner:branch` of the same owner. */
  head: string;
  base: string;
  draft?: boolean;
}

/** Opening, changing and closing of pull requests; `mergePullRequest` merges them. */
export class PullRequests {
  readonly #records: Records;
  readonly #events: EventRecorder;
  readonly #mergeable = new Map<string, boolean>();

  constructor(records: Records, events: EventRecorder) {
    this.#records = records;
    this.#events = events;
  }

  /** @throws ForgeError 404 */
  require(repository: RepositoryRow, number: number): PullRequestRow {
    const row = this.#records.pullRequestStore.byNumber(repository.id, number);
    if (!row) throw ForgeError.notFound();
    return row;
  }

  /** @throws ForgeError 422 in GitHub's words */
  async open(
    repository: RepositoryRow,
    actor: AccountRow,
    wanted: NewPullRequest,
  ): Promise<PullRequestRow> {
    const records = this.#records;
    const owner = records.accounts.require(repository.ownerId);
    const head = headBranch(owner, wanted.head);
    const headSha = head && this.#branch(repository, head);
    const baseSha = this.#branch(repository, wanted.base);
    if (!head || !headSha) throw ForgeError.invalidField('PullRequest', 'head');
    if (!baseSha) throw ForgeError.invalidField('PullRequest', 'base');
    const size = await this.measure(repository, baseSha, headSha);
    if (head === wanted.base || size.commits === 0) {
      throw customError(`No commits between ${wanted.base} and ${head}`);
    }
    return records.database.transaction(() => {
      // Asked again here: two requests may have measured at the same time.
      const rivals = records.pullRequestStore.list(repository.id, {
        state: 'open',
        headRef: head,
        baseRef: wanted.base,
      });
      if (rivals.length > 0) {
        throw customError(
          `A pull request already exists for ${owner.login}:${head}.`,
        );
      }
      const pullRequest = records.pullRequestStore.create({
        repositoryId: repository.id,
        number: records.repositoryStore.takeNumber(repository.id),
        title: wanted.title,
        body: wanted.body,
        draft: wanted.draft,
        authorId: actor.id,
        headRef: head,
        headSha,
        baseRef: wanted.base,
        baseSha,
        ...size,
      });
      this.record(repository, actor, pullRequest, 'opened');
      return pullRequest;
    });
  }

  /** Changes title, body, base or labels. */
  edit(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    values: Record<string, Parameter>,
    action: string = 'edited',
  ): PullRequestRow {
    if (Object.keys(values).length === 0) return pullRequest;
    return this.#records.database.transaction(() => {
      const updated = this.#records.pullRequestStore.update(
        pullRequest.id,
        values,
      );
      this.record(repository, actor, updated, action, { changes: {} });
      return updated;
    });
  }

  close(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
  ): PullRequestRow {
    if (pullRequest.state === 'closed') return pullRequest;
    return this.edit(
      repository,
      actor,
      pullRequest,
      { state: 'closed', closedAt: timestamp() },
      'closed',
    );
  }

  /** @throws ForgeError 422 when it was merged or its branch is gone */
  async reopen(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
  ): Promise<PullRequestRow> {
    if (pullRequest.state === 'open') return pullRequest;
    const headSha = this.#branch(repository, pullRequest.headRef);
    const baseSha = this.#branch(repository, pullRequest.baseRef);
    if (pullRequest.mergedAt || !headSha || !baseSha) {
      throw ForgeError.invalidField(
        'PullRequest',
        'state',
        pullRequest.mergedAt
          ? 'state cannot be changed. The pull request cannot be reopened.'
          : `state cannot be changed. The ${pullRequest.headRef} branch has been deleted.`,
      );
    }
    const size = await this.measure(repository, baseSha, headSha);
    return this.edit(
      repository,
      actor,
      pullRequest,
      { state: 'open', closedAt: undefined, headSha, baseSha, ...size },
      'reopened',
    );
  }

  /** Whether it merges without conflict, and whether its base would let it. */
  async mergeability(
    repository: RepositoryRow,
    pullRequest: PullRequestRow,
  ): Promise<Mergeability> {
    if (pullRequest.state === 'closed') {
      return { mergeable: null, state: 'unknown' };
    }
    const base = this.#branch(repository, pullRequest.baseRef);
    if (!base) return { mergeable: false, state: 'unknown' };
    const key = `${repository.id} ${base} ${pullRequest.headSha}`;
    let mergeable = this.#mergeable.get(key);
    if (mergeable === undefined) {
      const git = this.#records.git.get(repository.id);
      mergeable = (await git.merge(base, pullRequest.headSha)).clean;
      if (this.#mergeable.size > 5_000) this.#mergeable.clear();
      this.#mergeable.set(key, mergeable);
    }
    if (!mergeable) return { mergeable, state: 'dirty' };
    if (pullRequest.draft) return { mergeable, state: 'draft' };
    const unmet = this.#records.protection.unmet(repository, pullRequest);
    return { mergeable, state: unmet.length > 0 ? 'blocked' : 'clean' };
  }

  /** Counts what lies between two commits, from where they parted. */
  async measure(
    repository: RepositoryRow,
    base: string,
    head: string,
  ): Promise<PullRequestSize> {
    const git = this.#records.git.get(repository.id);
    const [commits, parting] = await Promise.all([
      git.countCommits(head, base),
      git.mergeBase(base, head),
    ]);
    const changes = await git.diff(parting ?? emptyTree, head);
    return {
      commits,
      additions: changes.reduce((sum, change) => sum + change.additions, 0),
      deletions: changes.reduce((sum, change) => sum + change.deletions, 0),
      changedFiles: changes.length,
    };
  }

  // What follows from references that moved; called inside their transaction.

  synchronised(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    moved: { headSha: string; baseSha: string; size: PullRequestSize },
  ): void {
    const { size, ...shas } = moved;
    const updated = this.#records.pullRequestStore.update(pullRequest.id, {
      ...shas,
      ...size,
    });
    const rule = this.#records.protection.rule(repository, pullRequest.baseRef);
    if (rule?.settings.dismissStaleReviews) {
      for (const review of this.#records.pullRequestStore.reviews(
        pullRequest.id,
      )) {
        if (review.state === 'APPROVED') {
          this.#records.pullRequestStore.setReviewState(review.id, 'DISMISSED');
        }
      }
    }
    this.record(repository, actor, updated, 'synchronize', {
      before: pullRequest.headSha,
      after: moved.headSha,
    });
  }

  merged(
    repository: RepositoryRow,
    actor: AccountRow,
    number: number,
    sha: string,
  ): void {
    const pullRequest = this.#records.pullRequestStore.byNumber(
      repository.id,
      number,
    );
    if (!pullRequest || pullRequest.state === 'closed') return;
    const now = timestamp();
    const updated = this.#records.pullRequestStore.update(pullRequest.id, {
      state: 'closed',
      closedAt: now,
      mergedAt: now,
      mergedById: actor.id,
      mergeCommitSha: sha,
    });
    this.record(repository, actor, updated, 'closed');
  }

  branchDeleted(
    repository: RepositoryRow,
    actor: AccountRow,
    branch: string,
  ): void {
    const { pullRequestStore } = this.#records;
    for (const pullRequest of [
      ...pullRequestStore.list(repository.id, {
        state: 'open',
        headRef: branch,
      }),
      ...pullRequestStore.list(repository.id, {
        state: 'open',
        baseRef: branch,
      }),
    ]) {
      this.close(repository, actor, pullRequest);
    }
  }

  /** Queues a `pull_request` event. */
  record(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    action: string,
    extra: Record<string, unknown> = {},
  ): void {
    if (!this.#events.isWanted('pull_request', repository)) return;
    const view = { records: this.#records, urls: this.#records.urls };
    this.#events.recordFor(repository, actor, 'pull_request', action, {
      number: pullRequest.number,
      pull_request: {
        ...pullRequestAnswer(view, repository, pullRequest),
        author_association: association(view, repository, pullRequest.authorId),
      },
      ...extra,
    });
  }

  #branch(repository: RepositoryRow, branch: string): string | undefined {
    return this.#records.repositoryStore.reference(
      repository.id,
      `refs/heads/${branch}`,
    );
  }
}

function headBranch(owner: AccountRow, head: string): string | undefined {
  const colon = head.indexOf(':');
  if (colon < 0) return head;
  return head.slice(0, colon).toLowerCase() === owner.login.toLowerCase()
    ? head.slice(colon + 1)
    : undefined;
}

function customError(message: string): ForgeError {
  return ForgeError.unprocessable('Validation Failed', [
    { resource: 'PullRequest', code: 'custom', message },
  ]);
}
