import { ForgeError } from '../errors';
import { commentAnswer, reactionAnswer } from '../present/pullRequests';
import { CommentRow } from '../store/CommentStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { pullRequestOf } from './pullRequests';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

const reactions = [
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
] as const;

function commentOf(
  request: RestRequest,
  repository: RepositoryRow,
): CommentRow {
  const comment = request.forge.comments.byId(request.number('comment_id'));
  if (comment?.repositoryId !== repository.id) throw ForgeError.notFound();
  return comment;
}

/** Only who wrote it, or who may write to the repository, may change it. */
function changeableComment(request: RestRequest, repository: RepositoryRow) {
  const comment = commentOf(request, repository);
  if (comment.authorId !== request.actor.id) {
    request.forge.access.requirePermission(request.caller, repository, 'write');
  }
  return comment;
}

function reactTo(
  request: RestRequest,
  subjectType: 'comment' | 'pull',
  subjectId: number,
) {
  const content = request.fields.choice('content', reactions);
  if (!content) throw ForgeError.missingField('Reaction', 'content');
  const { reaction, isNew } = request.forge.comments.react({
    subjectType,
    subjectId,
    accountId: request.actor.id,
    content,
  });
  const answer = reactionAnswer(request.view, reaction);
  return isNew ? created(answer) : ok(answer);
}

/** The conversation of a pull request, by the issue routes as on GitHub. */
export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    handle: request => {
      const repository = request.repository();
      const { number } = pullRequestOf(request, repository, 'issue_number');
      const since = request.query.get('since');
      const comments = request.forge.comments
        .list(repository.id, number)
        .filter(comment => !since || comment.updatedAt >= since);
      return request.list(comments, comment =>
        commentAnswer(request.view, repository, comment),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    handle: request => {
      const { actor } = request;
      const repository = request.repository();
      const comment = request.forge.conversations.comment(
        repository,
        actor,
        pullRequestOf(request, repository, 'issue_number'),
        request.fields.requiredText('body'),
      );
      return created(commentAnswer(request.view, repository, comment));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    handle: request => {
      const repository = request.repository();
      return ok(
        commentAnswer(request.view, repository, commentOf(request, repository)),
      );
    },
  },
  {
    method: 'PATCH',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    handle: request => {
      const repository = request.repository();
      const comment = request.forge.conversations.editComment(
        repository,
        request.actor,
        changeableComment(request, repository),
        request.fields.requiredText('body'),
      );
      return ok(commentAnswer(request.view, repository, comment));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    handle: request => {
      const repository = request.repository();
      request.forge.conversations.removeComment(
        repository,
        request.actor,
        changeableComment(request, repository),
      );
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    handle: request => {
      const comment = commentOf(request, request.repository());
      return request.list(
        request.forge.comments.reactions('comment', comment.id),
        reaction => reactionAnswer(request.view, reaction),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    handle: request =>
      reactTo(request, 'comment', commentOf(request, request.repository()).id),
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/issues/{issue_number}/reactions',
    handle: request =>
      reactTo(
        request,
        'pull',
        pullRequestOf(request, request.repository(), 'issue_number').id,
      ),
  },
];
