import { ForgeError } from '../errors';
import { permissionOf } from '../forge/Caller';
import { teamWithParent } from '../present/accounts';
import { permissionsOf, repositoryAnswer } from '../present/repositories';
import { Json } from '../present/View';
import { RepositoryRow } from '../store/RepositoryStore';
import { noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';
import { record, teamOf } from './teams';

function teamRepository(request: RestRequest, wanted: 'read' | 'admin') {
  return request.forge.access.repository(
    request.caller,
    request.parameters.owner,
    request.parameters.repo,
    wanted,
  );
}

function withPermission(
  request: RestRequest,
  repository: RepositoryRow,
  permission: string,
): Json {
  return {
    ...repositoryAnswer(request.view, repository),
    permissions: permissionsOf(permissionOf(permission)),
    role_name: permissionOf(permission),
  };
}

/** What repositories a team reaches, and how far. */
export const teamRepositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/repos',
    handle: request => {
      const { team } = teamOf(request);
      return request.list(
        request.forge.teams
          .repositoryIds(team.id)
          .map(({ repositoryId, permission }) => ({
            repository: request.forge.repositoryStore.require(repositoryId),
            permission,
          }))
          .filter(({ repository }) =>
            request.forge.access.canSee(request.caller, repository),
          ),
        ({ repository, permission }) =>
          withPermission(request, repository, permission),
      );
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}',
    handle: request => {
      const { team } = teamOf(request);
      const repository = teamRepository(request, 'read');
      const reach = request.forge.teams
        .repositoryIds(team.id)
        .find(each => each.repositoryId === repository.id);
      if (!reach) throw ForgeError.notFound();
      return request.headers.accept?.includes('repository')
        ? ok(withPermission(request, repository, reach.permission))
        : noContent;
    },
  },
  {
    method: 'PUT',
    path: '/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}',
    handle: request => {
      const { organization, team } = teamOf(request);
      const repository = teamRepository(request, 'admin');
      const permission = request.fields.text('permission') ?? 'push';
      if (permissionOf(permission) === 'none') {
        throw ForgeError.invalidField('TeamMember', 'permission');
      }
      request.forge.database.transaction(() => {
        request.forge.teams.setRepository(team.id, repository.id, permission);
        record(
          request,
          organization,
          'team',
          'added_to_repository',
          { team: teamWithParent(request.view, team, permission) },
          repository,
        );
      });
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}',
    handle: request => {
      const { organization, team } = teamOf(request);
      const repository = teamRepository(request, 'admin');
      request.forge.database.transaction(() => {
        request.forge.teams.removeRepository(team.id, repository.id);
        record(
          request,
          organization,
          'team',
          'removed_from_repository',
          { team: teamWithParent(request.view, team) },
          repository,
        );
      });
      return noContent;
    },
  },
];
