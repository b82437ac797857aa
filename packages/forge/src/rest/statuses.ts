import { ForgeError } from '../errors';
import { nodeId } from '../forge/nodeIds';
import { avatarUrl, simpleUser } from '../present/accounts';
import { fullNameOf, repositoryAnswer } from '../present/repositories';
import { Json } from '../present/View';
import { RepositoryRow } from '../store/RepositoryStore';
import { combinedState, StatusRow } from '../store/StatusStore';
import { created, ok, RestRequest } from './RestRequest';
import { findCommit } from './revisions';
import { Route } from './Router';

function simpleStatus(
  request: RestRequest,
  repository: RepositoryRow,
  status: StatusRow,
): Json {
  const { view } = request;
  const creator = view.records.accounts.require(status.creatorId);
  return {
    url: `${view.urls.api}/repos/${fullNameOf(view, repository)}/statuses/${
      status.sha
    }`,
    avatar_url: avatarUrl(view, creator),
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}

function statusAnswer(
  request: RestRequest,
  repository: RepositoryRow,
  status: StatusRow,
): Json {
  const creator = request.forge.accounts.require(status.creatorId);
  return {
    ...simpleStatus(request, repository, status),
    creator: simpleUser(request.view, creator),
  };
}

async function commitOf(
  request: RestRequest,
  repository: RepositoryRow,
): Promise<string> {
  const commit = await findCommit(
    request.forge,
    repository,
    request.parameters.ref,
  );
  if (!commit) throw ForgeError.notFound();
  return commit.sha;
}

/** What programs say about a commit. */
export const statusRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/statuses/{sha}',
    handle: async request => {
      const repository = request.repository('write');
      const { fields } = request;
      const state = fields.choice('state', [
        'error',
        'failure',
        'pending',
        'success',
      ] as const);
      if (!state) {
        throw ForgeError.unprocessable(
          `Invalid request.\n\n"state" wasn't supplied.`,
        );
      }
      const status = await request.forge.conversations.status(
        repository,
        request.actor,
        {
          sha: request.parameters.sha,
          state,
          context: fields.text('context') ?? 'default',
          description: fields.text('description'),
          targetUrl: fields.text('target_url'),
        },
      );
      return created(statusAnswer(request, repository, status));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/statuses',
    handle: async request => {
      const repository = request.repository();
      const sha = await commitOf(request, repository);
      return request.list(
        request.forge.statuses.list(repository.id, sha),
        status => statusAnswer(request, repository, status),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}/status',
    handle: async request => {
      const repository = request.repository();
      const sha = await commitOf(request, repository);
      const statuses = request.forge.statuses.latest(repository.id, sha);
      const api = `${request.view.urls.api}/repos/${fullNameOf(
        request.view,
        repository,
      )}`;
      return ok({
        state: combinedState(statuses),
        statuses: statuses.map(status =>
          simpleStatus(request, repository, status),
        ),
        sha,
        total_count: statuses.length,
        repository: repositoryAnswer(request.view, repository),
        commit_url: `${api}/commits/${sha}`,
        url: `${api}/commits/${sha}/status`,
      });
    },
  },
];
