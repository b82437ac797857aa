import { ForgeError } from '../errors';
import {
  commentAnswer,
  issueAnswer,
  pullRequestAnswer,
  reviewAnswer,
} from '../present/pullRequests';
import { simpleUser } from '../present/accounts';
import { fullNameOf } from '../present/repositories';
import { commitAnswer } from '../present/commits';
import { AccountRow } from '../store/AccountStore';
import { CommentRow } from '../store/CommentStore';
import {
  PullRequestRow,
  ReviewRow,
  ReviewState,
} from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { StatusRow, StatusState } from '../store/StatusStore';
import type { EventRecorder } from '../webhooks/EventRecorder';
import type { PullRequests } from './PullRequests';
import type { Records } from './Records';

/** GitHub's limit for the text of a comment, in characters. */
const longestComment = 65_536;

/** What people and programs say about a pull request or a commit. */
export class Conversations {
  readonly #records: Records;
  readonly #events: EventRecorder;
  readonly #pullRequests: PullRequests;

  constructor(
    records: Records,
    events: EventRecorder,
    pullRequests: PullRequests,
  ) {
    this.#records = records;
    this.#events = events;
    this.#pullRequests = pullRequests;
  }

  /** @throws ForgeError 422 when the text is empty or too long */
  comment(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    body: string,
  ): CommentRow {
    requireText(body);
    return this.#records.database.transaction(() => {
      const comment = this.#records.comments.add({
        repositoryId: repository.id,
        number: pullRequest.number,
        authorId: actor.id,
        body,
      });
      this.#recordComment(repository, actor, pullRequest, comment, 'created');
      return comment;
    });
  }

  editComment(
    repository: RepositoryRow,
    actor: AccountRow,
    comment: CommentRow,
    body: string,
  ): CommentRow {
    requireText(body);
    return this.#records.database.transaction(() => {
      const edited = this.#records.comments.edit(comment.id, body);
      const pullRequest = this.#pullRequests.require(
        repository,
        comment.number,
      );
      this.#recordComment(repository, actor, pullRequest, edited, 'edited', {
        changes: { body: { from: comment.body } },
      });
      return edited;
    });
  }

  removeComment(
    repository: RepositoryRow,
    actor: AccountRow,
    comment: CommentRow,
  ): void {
    this.#records.database.transaction(() => {
      const pullRequest = this.#pullRequests.require(
        repository,
        comment.number,
      );
      this.#recordComment(repository, actor, pullRequest, comment, 'deleted');
      this.#records.comments.remove(comment.id);
    });
  }

  /** @throws ForgeError 422 when someone approves their own pull request */
  review(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    review: { state: ReviewState; body?: string; commitSha?: string },
  ): ReviewRow {
    if (review.state !== 'COMMENTED' && actor.id === pullRequest.authorId) {
      throw ForgeError.unprocessable(
        review.state === 'APPROVED'
          ? 'Can not approve your own pull request'
          : 'Can not request changes on your own pull request',
      );
    }
    if (review.state !== 'APPROVED') requireText(review.body ?? '');
    return this.#records.database.transaction(() => {
      const row = this.#records.pullRequestStore.addReview({
        pullRequestId: pullRequest.id,
        authorId: actor.id,
        state: review.state,
        body: review.body ?? '',
        commitSha: review.commitSha ?? pullRequest.headSha,
      });
      this.#records.pullRequestStore.withdrawRequest(pullRequest.id, {
        accountId: actor.id,
      });
      this.#recordReview(repository, actor, pullRequest, row, 'submitted');
      return row;
    });
  }

  dismissReview(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    review: ReviewRow,
  ): ReviewRow {
    return this.#records.database.transaction(() => {
      this.#records.pullRequestStore.setReviewState(review.id, 'DISMISSED');
      const dismissed = this.#records.pullRequestStore.review(review.id)!;
      this.#recordReview(
        repository,
        actor,
        pullRequest,
        dismissed,
        'dismissed',
      );
      return dismissed;
    });
  }

  /** Records a commit status; the commit must exist. */
  async status(
    repository: RepositoryRow,
    actor: AccountRow,
    status: {
      sha: string;
      state: StatusState;
      context: string;
      description?: string;
      targetUrl?: string;
    },
  ): Promise<StatusRow> {
    const commit = await this.#records.git
      .get(repository.id)
      .commit(status.sha);
    if (!commit) {
      throw ForgeError.unprocessable(`No commit found for SHA: ${status.sha}`);
    }
    const view = { records: this.#records, urls: this.#records.urls };
    return this.#records.database.transaction(() => {
      const row = this.#records.statuses.add({
        ...status,
        sha: commit.sha,
        repositoryId: repository.id,
        creatorId: actor.id,
      });
      this.#events.recordFor(repository, actor, 'status', undefined, {
        id: row.id,
        sha: row.sha,
        name: fullNameOf(view, repository),
        context: row.context,
        description: row.description,
        target_url: row.targetUrl,
        state: row.state,
        avatar_url: null,
        commit: commitAnswer(view, repository, commit),
        branches: [],
        created_at: row.createdAt,
        updated_at: row.createdAt,
      });
      return row;
    });
  }

  #recordComment(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    comment: CommentRow,
    action: string,
    extra: Record<string, unknown> = {},
  ): void {
    if (!this.#events.isWanted('issue_comment', repository)) return;
    const view = { records: this.#records, urls: this.#records.urls };
    this.#events.recordFor(repository, actor, 'issue_comment', action, {
      issue: issueAnswer(view, repository, pullRequest),
      comment: commentAnswer(view, repository, comment),
      ...extra,
    });
  }

  #recordReview(
    repository: RepositoryRow,
    actor: AccountRow,
    pullRequest: PullRequestRow,
    review: ReviewRow,
    action: string,
  ): void {
    if (!this.#events.isWanted('pull_request_review', repository)) return;
    const view = { records: this.#records, urls: this.#records.urls };
    this.#events.recordFor(repository, actor, 'pull_request_review', action, {
      review: {
        ...reviewAnswer(view, repository, pullRequest, review),
        // Payloads write the state in small letters, the API in capitals.
        state: review.state.toLowerCase(),
        user: simpleUser(view, actor),
      },
      pull_request: pullRequestAnswer(view, repository, pullRequest),
    });
  }
}

function requireText(body: string): void {
  if (body.trim() === '') {
    throw ForgeError.unprocessable('Validation Failed', [
      {
        resource: 'IssueComment',
        code: 'missing_field',
        field: 'body',
      },
    ]);
  }
  if (body.length > longestComment) {
    throw ForgeError.invalidField(
      'IssueComment',
      'body',
      `body is too long (maximum is ${longestComment} characters)`,
    );
  }
}
