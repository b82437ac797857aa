import { ForgeError } from '../errors';
import { publicUser, simpleOrganization } from '../present/accounts';
import { repositoryAnswer } from '../present/repositories';
import { Json } from '../present/View';
import { ok, RestRequest } from './RestRequest';
import { Route } from './Router';
import { createRepository } from './repositories';

function account(request: RestRequest) {
  const found = request.forge.accounts.byLogin(request.parameters.username);
  if (!found) throw ForgeError.notFound();
  return found;
}

/** People and bots. */
export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user',
    handle: request => {
      const { actor, view } = request;
      const own: Json = {
        ...publicUser(view, actor),
        collaborators: 0,
        disk_usage: 0,
        owned_private_repos: 0,
        private_gists: 0,
        total_private_repos: 0,
        two_factor_authentication: true,
      };
      return ok(own);
    },
  },
  {
    method: 'GET',
    path: '/user/orgs',
    handle: request =>
      request.list(
        request.forge.accounts.organizationsOf(request.actor.id),
        each => simpleOrganization(request.view, each),
      ),
  },
  {
    method: 'GET',
    path: '/user/repos',
    handle: request => {
      const { actor } = request;
      const seen = request.forge.repositoryStore
        .all()
        .filter(
          each =>
            request.forge.access.accountPermission(actor, each) !== 'none',
        );
      return request.list(seen, each => repositoryAnswer(request.view, each));
    },
  },
  {
    method: 'POST',
    path: '/user/repos',
    handle: request => createRepository(request, request.actor),
  },
  {
    method: 'GET',
    path: '/users/{username}',
    handle: request => ok(publicUser(request.view, account(request))),
  },
  {
    method: 'GET',
    path: '/users/{username}/orgs',
    handle: request =>
      request.list(
        request.forge.accounts.organizationsOf(account(request).id),
        each => simpleOrganization(request.view, each),
      ),
  },
  {
    method: 'GET',
    path: '/users/{username}/repos',
    handle: request =>
      request.list(
        request.forge.repositoryStore
          .ofOwner(account(request).id)
          .filter(each => request.forge.access.canSee(request.caller, each)),
        each => repositoryAnswer(request.view, each),
      ),
  },
];
