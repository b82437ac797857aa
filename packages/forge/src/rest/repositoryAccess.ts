import { ForgeError } from '../errors';
import { includes, Permission, permissionOf } from '../forge/Caller';
import { simpleUser } from '../present/accounts';
import { permissionsOf } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

function account(request: RestRequest): AccountRow {
  const found = request.forge.accounts.byLogin(request.parameters.username);
  if (!found) throw ForgeError.notFound();
  return found;
}

/** GitHub's four old words for a permission. */
function legacy(permission: Permission): string {
  if (permission === 'admin' || permission === 'none') return permission;
  return includes(permission, 'write') ? 'write' : 'read';
}

function collaborator(
  request: RestRequest,
  repository: RepositoryRow,
  who: AccountRow,
): Json {
  const permission = request.forge.access.accountPermission(who, repository);
  return {
    ...simpleUser(request.view, who),
    permissions: permissionsOf(permission),
    role_name: permission,
  };
}

/** Who may do what with a repository. */
export const repositoryAccessRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators',
    handle: request => {
      const repository = request.repository('write');
      const { accounts, access } = request.forge;
      const reaching = [
        ...accounts.list('User'),
        ...accounts.list('Bot'),
      ].filter(each => access.accountPermission(each, repository) !== 'none');
      return request.list(reaching, each =>
        collaborator(request, repository, each),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    handle: request => {
      const repository = request.repository('write');
      const permission = request.forge.access.accountPermission(
        account(request),
        repository,
      );
      if (permission === 'none') throw ForgeError.notFound();
      return noContent;
    },
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    handle: request => {
      const repository = request.repository('admin');
      const wanted = permissionOf(request.fields.text('permission') ?? 'push');
      if (wanted === 'none') {
        throw ForgeError.invalidField('Repository', 'permission');
      }
      request.forge.repositoryStore.setCollaborator(
        repository.id,
        account(request).id,
        wanted,
      );
      // On GitHub a stranger is invited first (201); here they are in at once.
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/collaborators/{username}',
    handle: request => {
      const repository = request.repository('admin');
      request.forge.repositoryStore.removeCollaborator(
        repository.id,
        account(request).id,
      );
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    handle: request => {
      const repository = request.repository('read');
      const who = account(request);
      const permission = request.forge.access.accountPermission(
        who,
        repository,
      );
      return ok({
        permission: legacy(permission),
        role_name: permission,
        user: collaborator(request, repository, who),
      });
    },
  },
];
