import { ForgeError } from '../errors';
import { simpleTeam, simpleUser } from '../present/accounts';
import { reviewAnswer, simplePullRequest } from '../present/pullRequests';
import { PullRequestRow, ReviewState } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { pullRequestOf } from './pullRequests';
import { created, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

const states: Record<string, ReviewState> = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
};

function reviewOf(request: RestRequest, pullRequest: PullRequestRow) {
  const review = request.forge.pullRequestStore.review(
    request.number('review_id'),
  );
  if (review?.pullRequestId !== pullRequest.id) throw ForgeError.notFound();
  return review;
}

/** The people and teams that a request's fields name. */
function reviewers(request: RestRequest, repository: RepositoryRow) {
  const { accounts, teams } = request.forge;
  const people = (request.fields.texts('reviewers') ?? []).map(login => {
    const account = accounts.byLogin(login);
    if (!account) {
      throw ForgeError.unprocessable(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.',
      );
    }
    return { accountId: account.id };
  });
  const groups = (request.fields.texts('team_reviewers') ?? []).map(slug => {
    const team = teams.bySlug(repository.ownerId, slug);
    if (!team)
      throw ForgeError.unprocessable(
        'Could not resolve to a node with the given team slug.',
      );
    return { teamId: team.id };
  });
  return [...people, ...groups];
}

/** Reviews of a pull request and who is asked for one. */
export const reviewRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    handle: request => {
      const repository = request.repository();
      const pullRequest = pullRequestOf(request, repository);
      return request.list(
        request.forge.pullRequestStore.reviews(pullRequest.id),
        review => reviewAnswer(request.view, repository, pullRequest, review),
      );
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews',
    handle: request => {
      const repository = request.repository();
      const pullRequest = pullRequestOf(request, repository);
      const event = request.fields.choice('event', [
        'APPROVE',
        'REQUEST_CHANGES',
        'COMMENT',
      ] as const);
      if (!event) {
        throw ForgeError.notImplemented('A pending review (no event)');
      }
      const review = request.forge.conversations.review(
        repository,
        request.actor,
        pullRequest,
        {
          state: states[event],
          body: request.fields.text('body'),
          commitSha: request.fields.text('commit_id'),
        },
      );
      return ok(reviewAnswer(request.view, repository, pullRequest, review));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}',
    handle: request => {
      const repository = request.repository();
      const pullRequest = pullRequestOf(request, repository);
      return ok(
        reviewAnswer(
          request.view,
          repository,
          pullRequest,
          reviewOf(request, pullRequest),
        ),
      );
    },
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals',
    handle: request => {
      const repository = request.repository('write');
      const pullRequest = pullRequestOf(request, repository);
      const review = request.forge.conversations.dismissReview(
        repository,
        request.actor,
        pullRequest,
        reviewOf(request, pullRequest),
      );
      return ok(reviewAnswer(request.view, repository, pullRequest, review));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/comments',
    // Comments on lines cannot be written here, so there are none to list.
    handle: request => {
      pullRequestOf(request, request.repository());
      return ok([]);
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    handle: request => {
      const { forge, view } = request;
      const pullRequest = pullRequestOf(request, request.repository());
      const requested = forge.pullRequestStore.requested(pullRequest.id);
      return ok({
        users: requested.flatMap(({ accountId }) =>
          accountId === null
            ? []
            : [simpleUser(view, forge.accounts.require(accountId))],
        ),
        teams: requested.flatMap(({ teamId }) =>
          teamId === null
            ? []
            : [
                {
                  ...simpleTeam(view, forge.teams.require(teamId)),
                  parent: null,
                },
              ],
        ),
      });
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    handle: request => {
      const repository = request.repository('write');
      const { forge, actor } = request;
      const pullRequest = pullRequestOf(request, repository);
      const wanted = reviewers(request, repository);
      forge.database.transaction(() => {
        for (const each of wanted) {
          forge.pullRequestStore.request(pullRequest.id, each);
        }
        forge.pullRequests.record(
          repository,
          actor,
          pullRequest,
          'review_requested',
        );
      });
      return created(simplePullRequest(request.view, repository, pullRequest));
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers',
    handle: request => {
      const repository = request.repository('write');
      const { forge } = request;
      const pullRequest = pullRequestOf(request, repository);
      for (const each of reviewers(request, repository)) {
        forge.pullRequestStore.withdrawRequest(pullRequest.id, each);
      }
      return ok(simplePullRequest(request.view, repository, pullRequest));
    },
  },
];
