import { nodeId } from '../forge/nodeIds';
import { association } from '../present/pullRequests';
import { fullNameOf } from '../present/repositories';
import { CommentRow } from '../store/CommentStore';
import { PullRequestRow, ReviewRow } from '../store/PullRequestStore';
import { accountNode } from './accounts';
import { connect, PageArguments } from './connection';
import { Fields, fieldsOf, GraphContext, node } from './fields';
import { statusCheckRollup } from './commits';
import { commitNode } from './gitObjects';
import { referenceNode, stateOf } from './repositories';

function repositoryOf(row: { repositoryId: number }, { forge }: GraphContext) {
  return forge.repositoryStore.require(row.repositoryId);
}

function author(row: { authorId: number }, _: never, { forge }: GraphContext) {
  return accountNode(forge.accounts.byId(row.authorId));
}

function path(
  row: { repositoryId: number; number: number },
  context: GraphContext,
): string {
  const view = { records: context.forge, urls: context.forge.urls };
  return `/${fullNameOf(view, repositoryOf(row, context))}/pull/${row.number}`;
}

function authorAssociation(
  row: { repositoryId: number; authorId: number },
  _: never,
  context: GraphContext,
) {
  const view = { records: context.forge, urls: context.forge.urls };
  return association(view, repositoryOf(row, context), row.authorId);
}

const mergeStates = {
  clean: 'CLEAN',
  dirty: 'DIRTY',
  blocked: 'BLOCKED',
  draft: 'DRAFT',
  unknown: 'UNKNOWN',
};

function mergeability(row: PullRequestRow, context: GraphContext) {
  return context.forge.pullRequests.mergeability(
    repositoryOf(row, context),
    row,
  );
}

function reviewDecision(row: PullRequestRow, _: never, context: GraphContext) {
  return context.forge.protection.reviewDecision(
    repositoryOf(row, context),
    row,
  );
}

async function commits(
  row: PullRequestRow,
  args: PageArguments,
  context: GraphContext,
) {
  const repository = repositoryOf(row, context);
  const shas = await context.forge.git
    .get(repository.id)
    .addedCommits(row.baseSha, row.headSha);
  return connect(
    shas.reverse(),
    args,
    sha => sha,
    sha => ({
      __typename: 'PullRequestCommit',
      id: nodeId('Commit', `${repository.id}:${row.id}:${sha}`),
      commit: commitNode(repository, sha),
      pullRequest: node('PullRequest', row),
    }),
  );
}

async function files(
  row: PullRequestRow,
  args: PageArguments,
  context: GraphContext,
) {
  const git = context.forge.git.get(row.repositoryId);
  const parting = await git.mergeBase(row.baseSha, row.headSha);
  const changes = await git.diff(parting ?? row.baseSha, row.headSha);
  return connect(
    changes,
    args,
    change => change.path,
    ({ path: changed, status, additions, deletions }) => ({
      __typename: 'PullRequestChangedFile',
      path: changed,
      additions,
      deletions,
      changeType: status === 'removed' ? 'DELETED' : status.toUpperCase(),
    }),
  );
}

const pullRequestFields = fieldsOf<PullRequestRow>({
  id: row => nodeId('PullRequest', row.id),
  databaseId: row => row.id,
  fullDatabaseId: row => String(row.id),
  number: row => row.number,
  title: row => row.title,
  body: row => row.body ?? '',
  bodyText: row => row.body ?? '',
  state: stateOf,
  closed: row => row.state === 'closed',
  closedAt: row => row.closedAt,
  merged: row => row.mergedAt !== null,
  mergedAt: row => row.mergedAt,
  mergedBy: (row, _: never, { forge }) =>
    row.mergedById === null
      ? null
      : accountNode(forge.accounts.byId(row.mergedById)),
  mergeCommit: (row, _: never, context) =>
    row.mergeCommitSha === null
      ? null
      : commitNode(repositoryOf(row, context), row.mergeCommitSha),
  isDraft: row => Boolean(row.draft),
  isCrossRepository: () => false,
  locked: () => false,
  maintainerCanModify: () => false,
  createdAt: row => row.createdAt,
  updatedAt: row => row.updatedAt,
  publishedAt: row => row.createdAt,
  author,
  authorAssociation,
  url: (row, _: never, context) =>
    `${context.forge.urls.web}${path(row, context)}`,
  permalink: (row, _: never, context) =>
    `${context.forge.urls.web}${path(row, context)}`,
  resourcePath: (row, _: never, context) => path(row, context),
  repository: (row, _: never, context) =>
    node('Repository', repositoryOf(row, context)),
  baseRepository: (row, _: never, context) =>
    node('Repository', repositoryOf(row, context)),
  headRepository: (row, _: never, context) =>
    node('Repository', repositoryOf(row, context)),
  headRefName: row => row.headRef,
  headRefOid: row => row.headSha,
  baseRefName: row => row.baseRef,
  baseRefOid: row => row.baseSha,
  headRef: (row, _: never, context) =>
    referenceNode(
      repositoryOf(row, context),
      `refs/heads/${row.headRef}`,
      context,
    ),
  baseRef: (row, _: never, context) =>
    referenceNode(
      repositoryOf(row, context),
      `refs/heads/${row.baseRef}`,
      context,
    ),
  additions: row => row.additions,
  deletions: row => row.deletions,
  changedFiles: row => row.changedFiles,
  files,
  mergeable: async (row, _: never, context) => {
    const { mergeable } = await mergeability(row, context);
    if (mergeable === null) return 'UNKNOWN';
    return mergeable ? 'MERGEABLE' : 'CONFLICTING';
  },
  mergeStateStatus: async (row, _: never, context) =>
    mergeStates[(await mergeability(row, context)).state],
  reviewDecision,
  commits,
  comments: (row, args: PageArguments, { forge }) =>
    connect(
      forge.comments.list(row.repositoryId, row.number),
      args,
      comment => comment.id,
      comment => node('IssueComment', comment),
    ),
  reviews: (
    row,
    args: PageArguments & { states?: string[]; author?: string },
    { forge },
  ) =>
    connect(
      forge.pullRequestStore
        .reviews(row.id)
        .filter(review => !args.states || args.states.includes(review.state)),
      args,
      review => review.id,
      review => node('PullRequestReview', review),
    ),
  latestReviews: (row, args: PageArguments, { forge }) =>
    connect(
      forge.pullRequestStore.decidingReviews(row.id),
      args,
      review => review.id,
      review => node('PullRequestReview', review),
    ),
  latestOpinionatedReviews: (row, args: PageArguments, { forge }) =>
    connect(
      forge.pullRequestStore.decidingReviews(row.id),
      args,
      review => review.id,
      review => node('PullRequestReview', review),
    ),
  labels: (row, args: PageArguments) =>
    connect<string>(
      JSON.parse(row.labels),
      args,
      name => name,
      name => ({
        __typename: 'Label',
        name,
        color: 'ededed',
        description: null,
      }),
    ),
  statusCheckRollup: (row, _: never, context) =>
    statusCheckRollup(
      { repository: repositoryOf(row, context), sha: row.headSha, size: 0 },
      _,
      context,
    ),
  viewerDidAuthor: (row, _: never, { caller }) =>
    row.authorId === caller.account.id,
});

const commentFields = fieldsOf<CommentRow>({
  id: row => nodeId('IssueComment', row.id),
  databaseId: row => row.id,
  fullDatabaseId: row => String(row.id),
  body: row => row.body,
  bodyText: row => row.body,
  author,
  authorAssociation,
  createdAt: row => row.createdAt,
  updatedAt: row => row.updatedAt,
  publishedAt: row => row.createdAt,
  isMinimized: row => row.minimizedReason !== null,
  minimizedReason: row => row.minimizedReason,
  viewerCanMinimize: () => true,
  viewerDidAuthor: (row, _: never, { caller }) =>
    row.authorId === caller.account.id,
  url: (row, _: never, context) =>
    `${context.forge.urls.web}${path(row, context)}#issuecomment-${row.id}`,
  repository: (row, _: never, context) =>
    node('Repository', repositoryOf(row, context)),
  pullRequest: (row, _: never, { forge }) =>
    node(
      'PullRequest',
      forge.pullRequestStore.byNumber(row.repositoryId, row.number),
    ),
});

const reviewFields = fieldsOf<ReviewRow>({
  id: row => nodeId('PullRequestReview', row.id),
  databaseId: row => row.id,
  fullDatabaseId: row => String(row.id),
  body: row => row.body,
  state: row => row.state,
  author,
  createdAt: row => row.submittedAt,
  updatedAt: row => row.submittedAt,
  submittedAt: row => row.submittedAt,
  pullRequest: (row, _: never, { forge }) =>
    node('PullRequest', forge.pullRequestStore.byId(row.pullRequestId)),
  commit: (row, _: never, { forge }) => {
    const { repositoryId } = forge.pullRequestStore.require(row.pullRequestId);
    return commitNode(
      forge.repositoryStore.require(repositoryId),
      row.commitSha,
    );
  },
});

/** Pull requests and their conversation. */
export const pullRequestTypes: Record<string, Fields> = {
  PullRequest: pullRequestFields,
  IssueComment: commentFields,
  PullRequestReview: reviewFields,
};
