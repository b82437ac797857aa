import { includes } from '../forge/Caller';
import { nodeId } from '../forge/nodeIds';
import { PullRequestRow, ReviewRow } from '../store/PullRequestStore';
import { CommentRow, ReactionRow } from '../store/CommentStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { simpleUser, teamWithParent } from './accounts';
import { fullNameOf, repositoryAnswer } from './repositories';
import { Json, View } from './View';

function userById(view: View, id: number): Json {
  return simpleUser(view, view.records.accounts.require(id));
}

/** GitHub's word for how someone belongs to a repository. */
export function association(
  view: View,
  repository: RepositoryRow,
  accountId: number,
): string {
  if (accountId === repository.ownerId) return 'OWNER';
  if (view.records.accounts.role(repository.ownerId, accountId))
    return 'MEMBER';
  const account = view.records.accounts.require(accountId);
  return includes(
    view.records.access.accountPermission(account, repository),
    'write',
  )
    ? 'COLLABORATOR'
    : 'NONE';
}

/** `pull-request-simple`, the shape of lists. */
export function simplePullRequest(
  view: View,
  repository: RepositoryRow,
  pullRequest: PullRequestRow,
): Json {
  const fullName = fullNameOf(view, repository);
  const owner = view.records.accounts.require(repository.ownerId);
  const api = `${view.urls.api}/repos/${fullName}`;
  const url = `${api}/pulls/${pullRequest.number}`;
  const issue = `${api}/issues/${pullRequest.number}`;
  const web = `${view.urls.web}/${fullName}/pull/${pullRequest.number}`;
  const statuses = `${api}/statuses/${pullRequest.headSha}`;
  const repo = repositoryAnswer(view, repository);
  const requested = view.records.pullRequestStore.requested(pullRequest.id);
  const side = (ref: string, sha: string) => ({
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: simpleUser(view, owner),
    repo,
  });
  return {
    url,
    id: pullRequest.id,
    node_id: nodeId('PullRequest', pullRequest.id),
    html_url: web,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number: pullRequest.number,
    state: pullRequest.state,
    locked: false,
    title: pullRequest.title,
    user: userById(view, pullRequest.authorId),
    body: pullRequest.body,
    labels: labelsOf(view, repository, JSON.parse(pullRequest.labels)),
    milestone: null,
    active_lock_reason: null,
    created_at: pullRequest.createdAt,
    updated_at: pullRequest.updatedAt,
    closed_at: pullRequest.closedAt,
    merged_at: pullRequest.mergedAt,
    merge_commit_sha: pullRequest.mergeCommitSha,
    assignee: null,
    assignees: [],
    requested_reviewers: requested.flatMap(({ accountId }) =>
      accountId === null ? [] : [userById(view, accountId)],
    ),
    requested_teams: requested.flatMap(({ teamId }) =>
      teamId === null
        ? []
        : [teamWithParent(view, view.records.teams.require(teamId))],
    ),
    head: side(pullRequest.headRef, pullRequest.headSha),
    base: side(pullRequest.baseRef, pullRequest.baseSha),
    _links: {
      self: { href: url },
      html: { href: web },
      issue: { href: issue },
      comments: { href: `${issue}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments{/number}` },
      commits: { href: `${url}/commits` },
      statuses: { href: statuses },
    },
    author_association: association(view, repository, pullRequest.authorId),
    auto_merge: null,
    draft: Boolean(pullRequest.draft),
  };
}

export function labelsOf(
  view: View,
  repository: RepositoryRow,
  names: readonly string[],
): Json[] {
  const api = `${view.urls.api}/repos/${fullNameOf(view, repository)}`;
  return names.map((name, index) => ({
    id: repository.id * 1000 + index + 1,
    node_id: Buffer.from(`05:Label${repository.id}:${name}`).toString('base64'),
    url: `${api}/labels/${encodeURIComponent(name)}`,
    name,
    description: null,
    color: 'ededed',
    default: false,
  }));
}

/** How a pull request stands towards its base, in GitHub's words. */
export interface Mergeability {
  mergeable: boolean | null;
  state: 'clean' | 'dirty' | 'blocked' | 'draft' | 'unknown';
}

/** `pull-request`. */
export function pullRequestAnswer(
  view: View,
  repository: RepositoryRow,
  pullRequest: PullRequestRow,
  mergeability: Mergeability = { mergeable: null, state: 'unknown' },
): Json {
  return {
    ...simplePullRequest(view, repository, pullRequest),
    merged: pullRequest.mergedAt !== null,
    mergeable: mergeability.mergeable,
    rebaseable: mergeability.mergeable,
    mergeable_state: mergeability.state,
    merged_by:
      pullRequest.mergedById === null
        ? null
        : userById(view, pullRequest.mergedById),
    comments: view.records.comments.count(repository.id, pullRequest.number),
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pullRequest.commits,
    additions: pullRequest.additions,
    deletions: pullRequest.deletions,
    changed_files: pullRequest.changedFiles,
  };
}

/** `issue`: a pull request seen as the issue that it also is. */
export function issueAnswer(
  view: View,
  repository: RepositoryRow,
  pullRequest: PullRequestRow,
): Json {
  const fullName = fullNameOf(view, repository);
  const api = `${view.urls.api}/repos/${fullName}`;
  const url = `${api}/issues/${pullRequest.number}`;
  const web = `${view.urls.web}/${fullName}/pull/${pullRequest.number}`;
  return {
    id: pullRequest.id,
    node_id: nodeId('PullRequest', pullRequest.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: web,
    number: pullRequest.number,
    state: pullRequest.state,
    title: pullRequest.title,
    body: pullRequest.body,
    user: userById(view, pullRequest.authorId),
    labels: labelsOf(view, repository, JSON.parse(pullRequest.labels)),
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: view.records.comments.count(repository.id, pullRequest.number),
    pull_request: {
      url: `${api}/pulls/${pullRequest.number}`,
      html_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      merged_at: pullRequest.mergedAt,
    },
    closed_at: pullRequest.closedAt,
    created_at: pullRequest.createdAt,
    updated_at: pullRequest.updatedAt,
    author_association: association(view, repository, pullRequest.authorId),
    reactions: reactionSummary(
      `${url}/reactions`,
      view.records.comments.reactions('pull', pullRequest.id),
    ),
  };
}

function reactionSummary(url: string, reactions: readonly ReactionRow[]): Json {
  const count = (content: string) =>
    reactions.filter(reaction => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    '+1': count('+1'),
    '-1': count('-1'),
    laugh: count('laugh'),
    confused: count('confused'),
    heart: count('heart'),
    hooray: count('hooray'),
    rocket: count('rocket'),
    eyes: count('eyes'),
  };
}

/** `issue-comment`. */
export function commentAnswer(
  view: View,
  repository: RepositoryRow,
  comment: CommentRow,
): Json {
  const fullName = fullNameOf(view, repository);
  const api = `${view.urls.api}/repos/${fullName}`;
  const url = `${api}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${view.urls.web}/${fullName}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.number}`,
    body: comment.body,
    user: userById(view, comment.authorId),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(view, repository, comment.authorId),
    performed_via_github_app: null,
    reactions: reactionSummary(
      `${url}/reactions`,
      view.records.comments.reactions('comment', comment.id),
    ),
  };
}

/** `reaction`. */
export function reactionAnswer(view: View, reaction: ReactionRow): Json {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userById(view, reaction.accountId),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

/** `pull-request-review`. */
export function reviewAnswer(
  view: View,
  repository: RepositoryRow,
  pullRequest: PullRequestRow,
  review: ReviewRow,
): Json {
  const fullName = fullNameOf(view, repository);
  const web = `${view.urls.web}/${fullName}/pull/${pullRequest.number}#pullrequestreview-${review.id}`;
  const url = `${view.urls.api}/repos/${fullName}/pulls/${pullRequest.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userById(view, review.authorId),
    body: review.body,
    state: review.state,
    html_url: web,
    pull_request_url: url,
    author_association: association(view, repository, review.authorId),
    _links: { html: { href: web }, pull_request: { href: url } },
    // Atlantis panics over a review without this.
    submitted_at: review.submittedAt,
    commit_id: review.commitSha,
  };
}
