import { ForgeError } from '../errors';
import {
  fullTeam,
  simpleTeam,
  simpleUser,
  teamWithParent,
} from '../present/accounts';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { slugOf, TeamRow } from '../store/TeamStore';
import { created, noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

/** The team in the path, for members of its organisation. @throws ForgeError 404 */
export function teamOf(request: RestRequest): {
  organization: AccountRow;
  team: TeamRow;
} {
  const organization = request.forge.access.requireMember(
    request.caller,
    request.parameters.org,
  );
  const team = request.forge.teams.bySlug(
    organization.id,
    request.parameters.team_slug,
  );
  if (!team) throw ForgeError.notFound();
  return { organization, team };
}

function manageableTeam(request: RestRequest) {
  const found = teamOf(request);
  const role = request.forge.teams.memberRole(found.team.id, request.actor.id);
  if (
    role !== 'maintainer' &&
    !request.forge.access.isOwner(request.caller, found.organization)
  ) {
    throw ForgeError.forbidden(
      'Must be an organization owner or team maintainer.',
    );
  }
  return found;
}

function user(request: RestRequest): AccountRow {
  const found = request.forge.accounts.byLogin(request.parameters.username);
  if (!found) throw ForgeError.notFound();
  return found;
}

/** Records an event about a team. */
export function record(
  request: RestRequest,
  organization: AccountRow,
  event: string,
  action: string,
  payload: Json,
  repository?: RepositoryRow,
): void {
  request.forge.events.record({
    event,
    action,
    organization,
    repository,
    sender: request.actor,
    payload,
  });
}

function createTeam(request: RestRequest) {
  const { forge, fields, view } = request;
  const organization = forge.access.requireMember(
    request.caller,
    request.parameters.org,
  );
  const name = fields.requiredText('name');
  const parentId = fields.number('parent_team_id');
  if (
    parentId !== undefined &&
    forge.teams.byId(parentId)?.organizationId !== organization.id
  ) {
    throw ForgeError.invalidField('Team', 'parent_team_id');
  }
  const slug = slugOf(name);
  if (!slug || forge.teams.bySlug(organization.id, slug)) {
    throw ForgeError.unprocessable('Validation Failed', [
      {
        resource: 'Team',
        code: slug ? 'already_exists' : 'invalid',
        field: 'name',
      },
    ]);
  }
  const team = forge.database.transaction(() => {
    const made = forge.teams.create({
      organizationId: organization.id,
      name,
      slug,
      description: fields.text('description'),
      privacy: fields.choice('privacy', ['closed', 'secret'] as const),
      parentId,
    });
    forge.teams.setMember(made.id, request.actor.id, 'maintainer');
    record(request, organization, 'team', 'created', {
      team: teamWithParent(view, made),
    });
    return made;
  });
  return created(fullTeam(view, team));
}

function updateTeam(request: RestRequest) {
  const { organization, team } = manageableTeam(request);
  const { fields, forge, view } = request;
  const name = fields.text('name');
  const updated = forge.database.transaction(() => {
    const changed = forge.teams.update(team.id, {
      ...(name === undefined ? {} : { name, slug: slugOf(name) }),
      ...(fields.has('description')
        ? { description: fields.text('description') ?? null }
        : {}),
      ...(fields.has('privacy')
        ? { privacy: fields.choice('privacy', ['closed', 'secret'] as const) }
        : {}),
      ...(fields.has('parent_team_id')
        ? { parentId: fields.number('parent_team_id') ?? null }
        : {}),
    });
    record(request, organization, 'team', 'edited', {
      team: teamWithParent(view, changed),
      changes: {},
    });
    return changed;
  });
  return ok(fullTeam(view, updated));
}

function setMembership(request: RestRequest) {
  const { organization, team } = manageableTeam(request);
  const { forge, view } = request;
  const who = user(request);
  const role =
    request.fields.choice('role', ['member', 'maintainer'] as const) ??
    'member';
  forge.database.transaction(() => {
    if (!forge.accounts.role(organization.id, who.id)) {
      forge.accounts.setMembership(organization.id, who.id, 'member');
    }
    forge.teams.setMember(team.id, who.id, role);
    record(request, organization, 'membership', 'added', {
      scope: 'team',
      member: simpleUser(view, who),
      team: teamWithParent(view, team),
    });
  });
  return ok(membershipAnswer(request, team, who, role));
}

function membershipAnswer(
  request: RestRequest,
  team: TeamRow,
  who: AccountRow,
  role: string,
): Json {
  const { url } = simpleTeam(request.view, team);
  return {
    url: `${url}/memberships/${encodeURIComponent(who.login)}`,
    role,
    state: 'active',
  };
}

/** Teams and their members. */
export const teamRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}/teams',
    handle: request => {
      const organization = request.forge.access.requireMember(
        request.caller,
        request.parameters.org,
      );
      return request.list(request.forge.teams.list(organization.id), team =>
        teamWithParent(request.view, team),
      );
    },
  },
  { method: 'POST', path: '/orgs/{org}/teams', handle: createTeam },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}',
    handle: request => ok(fullTeam(request.view, teamOf(request).team)),
  },
  {
    method: 'PATCH',
    path: '/orgs/{org}/teams/{team_slug}',
    handle: updateTeam,
  },
  {
    method: 'DELETE',
    path: '/orgs/{org}/teams/{team_slug}',
    handle: request => {
      const { organization, team } = manageableTeam(request);
      request.forge.database.transaction(() => {
        record(request, organization, 'team', 'deleted', {
          team: teamWithParent(request.view, team),
        });
        request.forge.teams.remove(team.id);
      });
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/teams',
    handle: request =>
      request.list(
        request.forge.teams.children(teamOf(request).team.id),
        team => teamWithParent(request.view, team),
      ),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/members',
    handle: request => {
      const role = request.query.get('role') ?? 'all';
      const members = request.forge.teams
        .members(teamOf(request).team.id)
        .filter(member => role === 'all' || member.role === role);
      return request.list(members, member => simpleUser(request.view, member));
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    handle: request => {
      const { team } = teamOf(request);
      const who = user(request);
      const role = request.forge.teams.memberRole(team.id, who.id);
      if (!role) throw ForgeError.notFound();
      return ok(membershipAnswer(request, team, who, role));
    },
  },
  {
    method: 'PUT',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    handle: setMembership,
  },
  {
    method: 'DELETE',
    path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
    handle: request => {
      const { organization, team } = manageableTeam(request);
      const who = user(request);
      request.forge.database.transaction(() => {
        if (!request.forge.teams.removeMember(team.id, who.id)) {
          throw ForgeError.notFound();
        }
        record(request, organization, 'membership', 'removed', {
          scope: 'team',
          member: simpleUser(request.view, who),
          team: teamWithParent(request.view, team),
        });
      });
      return noContent;
    },
  },
];
