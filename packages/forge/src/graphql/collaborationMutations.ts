import { ForgeError } from '../errors';
import { MergeMethod, mergePullRequest } from '../forge/mergePullRequest';
import { CommentRow } from '../store/CommentStore';
import {
  PullRequestRow,
  ReviewRow,
  ReviewState,
} from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { accountNode } from './accounts';
import { GraphContext, Mutations, node } from './fields';
import { requireNode } from './queries';

async function pullRequestOf(id: string, context: GraphContext) {
  const pullRequest = await requireNode<PullRequestRow>(
    id,
    'PullRequest',
    context,
  );
  return {
    pullRequest,
    repository: context.forge.repositoryStore.require(pullRequest.repositoryId),
  };
}

async function createPullRequest(
  input: {
    repositoryId: string;
    title: string;
    body?: string;
    headRefName: string;
    baseRefName: string;
    draft?: boolean;
  },
  context: GraphContext,
) {
  const { forge, caller } = context;
  const repository = await requireNode<RepositoryRow>(
    input.repositoryId,
    'Repository',
    context,
  );
  forge.access.requirePermission(caller, repository, 'write');
  const branch = (name: string) => name.replace(/^refs\/heads\//, '');
  const pullRequest = await forge.pullRequests.open(
    repository,
    caller.account,
    {
      title: input.title,
      body: input.body ?? undefined,
      head: branch(input.headRefName),
      base: branch(input.baseRefName),
      draft: input.draft ?? undefined,
    },
  );
  return { pullRequest: node('PullRequest', pullRequest) };
}

async function setPullRequestState(
  id: string,
  state: 'open' | 'closed',
  context: GraphContext,
) {
  const { pullRequest, repository } = await pullRequestOf(id, context);
  const { forge, caller } = context;
  if (pullRequest.authorId !== caller.account.id) {
    forge.access.requirePermission(caller, repository, 'triage');
  }
  const changed =
    state === 'closed'
      ? forge.pullRequests.close(repository, caller.account, pullRequest)
      : await forge.pullRequests.reopen(
          repository,
          caller.account,
          pullRequest,
        );
  return { pullRequest: node('PullRequest', changed) };
}

async function updatePullRequest(
  input: {
    pullRequestId: string;
    title?: string;
    body?: string;
    state?: 'OPEN' | 'CLOSED';
  },
  context: GraphContext,
) {
  const { pullRequest, repository } = await pullRequestOf(
    input.pullRequestId,
    context,
  );
  const { forge, caller } = context;
  if (pullRequest.authorId !== caller.account.id) {
    forge.access.requirePermission(caller, repository, 'write');
  }
  const { title, body, state } = input;
  const edited = forge.pullRequests.edit(
    repository,
    caller.account,
    pullRequest,
    {
      ...(title ? { title } : {}),
      ...(typeof body === 'string' ? { body } : {}),
    },
  );
  return state
    ? setPullRequestState(
        input.pullRequestId,
        state === 'OPEN' ? 'open' : 'closed',
        context,
      )
    : { pullRequest: node('PullRequest', edited) };
}

async function merge(
  input: {
    pullRequestId: string;
    commitHeadline?: string;
    commitBody?: string;
    expectedHeadOid?: string;
    mergeMethod?: string;
  },
  context: GraphContext,
) {
  const { pullRequest, repository } = await pullRequestOf(
    input.pullRequestId,
    context,
  );
  const { forge, caller } = context;
  forge.access.requirePermission(caller, repository, 'write');
  await mergePullRequest(forge, repository, caller, pullRequest, {
    method: input.mergeMethod?.toLowerCase() as MergeMethod | undefined,
    title: input.commitHeadline ?? undefined,
    message: input.commitBody ?? undefined,
    expectedHead: input.expectedHeadOid ?? undefined,
  });
  return {
    actor: accountNode(caller.account),
    pullRequest: node(
      'PullRequest',
      forge.pullRequestStore.require(pullRequest.id),
    ),
  };
}

async function addComment(
  input: { subjectId: string; body: string },
  context: GraphContext,
) {
  const { pullRequest, repository } = await pullRequestOf(
    input.subjectId,
    context,
  );
  const comment = context.forge.conversations.comment(
    repository,
    context.caller.account,
    pullRequest,
    input.body,
  );
  const commentNode = node('IssueComment', comment);
  return {
    commentEdge: { cursor: String(comment.id), node: commentNode },
    subject: node('PullRequest', pullRequest),
    timelineEdge: { cursor: String(comment.id), node: commentNode },
  };
}

async function changeableComment(id: string, context: GraphContext) {
  const comment = await requireNode<CommentRow>(id, 'IssueComment', context);
  const repository = context.forge.repositoryStore.require(
    comment.repositoryId,
  );
  if (comment.authorId !== context.caller.account.id) {
    context.forge.access.requirePermission(context.caller, repository, 'write');
  }
  return { comment, repository };
}

async function minimizeComment(
  input: { subjectId: string; classifier: string },
  context: GraphContext,
) {
  const { comment } = await changeableComment(input.subjectId, context);
  context.forge.comments.minimize(comment.id, input.classifier.toLowerCase());
  return {
    minimizedComment: node(
      'IssueComment',
      context.forge.comments.byId(comment.id),
    ),
  };
}

async function unminimizeComment(
  input: { subjectId: string },
  context: GraphContext,
) {
  const { comment } = await changeableComment(input.subjectId, context);
  context.forge.comments.minimize(comment.id, undefined);
  return {
    unminimizedComment: node(
      'IssueComment',
      context.forge.comments.byId(comment.id),
    ),
  };
}

const reviewStates: Record<string, ReviewState> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

async function addPullRequestReview(
  input: { pullRequestId: string; body?: string; event?: string },
  context: GraphContext,
) {
  const { pullRequest, repository } = await pullRequestOf(
    input.pullRequestId,
    context,
  );
  const state = reviewStates[input.event ?? ''];
  if (!state) throw ForgeError.notImplemented('A pending review (no event)');
  const review = context.forge.conversations.review(
    repository,
    context.caller.account,
    pullRequest,
    { state, body: input.body ?? undefined },
  );
  return {
    pullRequestReview: node('PullRequestReview', review),
    reviewEdge: null,
  };
}

async function dismissPullRequestReview(
  input: { pullRequestReviewId: string; message: string },
  context: GraphContext,
) {
  const review = await requireNode<ReviewRow>(
    input.pullRequestReviewId,
    'PullRequestReview',
    context,
  );
  const { forge, caller } = context;
  const pullRequest = forge.pullRequestStore.require(review.pullRequestId);
  const repository = forge.repositoryStore.require(pullRequest.repositoryId);
  forge.access.requirePermission(caller, repository, 'write');
  const dismissed = forge.conversations.dismissReview(
    repository,
    caller.account,
    pullRequest,
    review,
  );
  return { pullRequestReview: node('PullRequestReview', dismissed) };
}

/** Pull requests and their conversation. */
export const collaborationMutations: Mutations = {
  createPullRequest,
  updatePullRequest,
  closePullRequest: ({ pullRequestId }: { pullRequestId: string }, context) =>
    setPullRequestState(pullRequestId, 'closed', context),
  reopenPullRequest: ({ pullRequestId }: { pullRequestId: string }, context) =>
    setPullRequestState(pullRequestId, 'open', context),
  mergePullRequest: merge,
  addComment,
  minimizeComment,
  unminimizeComment,
  addPullRequestReview,
  dismissPullRequestReview,
};
