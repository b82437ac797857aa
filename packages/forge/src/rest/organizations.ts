import { ForgeError } from '../errors';
import {
  fullOrganization,
  simpleOrganization,
  simpleUser,
} from '../present/accounts';
import { repositoryAnswer } from '../present/repositories';
import { Json } from '../present/View';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { createRepository } from './repositories';
import { noContent, ok, RestRequest } from './RestRequest';
import { Route } from './Router';

function membership(
  request: RestRequest,
  organization: AccountRow,
  member: AccountRow,
): Json {
  const { view } = request;
  const simple = simpleOrganization(view, organization);
  return {
    url: `${simple.url}/memberships/${encodeURIComponent(member.login)}`,
    state: 'active',
    role: request.forge.accounts.role(organization.id, member.id) ?? 'member',
    organization_url: simple.url,
    organization: simple,
    user: simpleUser(view, member),
    direct_membership: true,
  };
}

function user(request: RestRequest): AccountRow {
  const found = request.forge.accounts.byLogin(request.parameters.username);
  if (!found) throw ForgeError.notFound();
  return found;
}

function ofType(request: RestRequest, repository: RepositoryRow): boolean {
  switch (request.query.get('type')) {
    case 'public':
      return repository.visibility === 'public';
    case 'private':
      return repository.visibility !== 'public';
    case 'internal':
      return repository.visibility === 'internal';
    case 'forks':
      return false;
    default:
      return true;
  }
}

function sorted(request: RestRequest, rows: RepositoryRow[]): RepositoryRow[] {
  const key = request.query.get('sort') ?? 'created';
  const direction =
    request.query.get('direction') ?? (key === 'full_name' ? 'asc' : 'desc');
  const value = (row: RepositoryRow): string => {
    switch (key) {
      case 'full_name':
        return row.name.toLowerCase();
      case 'pushed':
        return row.pushedAt;
      case 'updated':
        return row.updatedAt;
      default:
        return String(row.id).padStart(12, '0');
    }
  };
  const factor = direction === 'asc' ? 1 : -1;
  return [...rows].sort((one, other) =>
    value(one) < value(other) ? -factor : factor,
  );
}

/** Organisations, their members and repositories. */
export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/orgs/{org}',
    handle: request =>
      ok(
        fullOrganization(
          request.view,
          request.forge.access.organization(request.parameters.org),
        ),
      ),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/repos',
    handle: request => {
      const organization = request.forge.access.organization(
        request.parameters.org,
      );
      const rows = request.forge.repositoryStore
        .ofOwner(organization.id)
        .filter(
          each =>
            ofType(request, each) &&
            request.forge.access.canSee(request.caller, each),
        );
      return request.list(sorted(request, rows), each =>
        repositoryAnswer(request.view, each),
      );
    },
  },
  {
    method: 'POST',
    path: '/orgs/{org}/repos',
    handle: request =>
      createRepository(
        request,
        request.forge.access.requireMember(
          request.caller,
          request.parameters.org,
        ),
      ),
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members',
    handle: request => {
      const { accounts, access } = request.forge;
      const organization = access.requireMember(
        request.caller,
        request.parameters.org,
      );
      const role = request.query.get('role') ?? 'all';
      return request.list(
        accounts
          .members(organization.id)
          .filter(member => role === 'all' || member.role === role),
        member => simpleUser(request.view, member),
      );
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/members/{username}',
    handle: request => {
      const organization = request.forge.access.requireMember(
        request.caller,
        request.parameters.org,
      );
      const found = user(request);
      if (!request.forge.accounts.role(organization.id, found.id)) {
        throw ForgeError.notFound();
      }
      return noContent;
    },
  },
  {
    method: 'DELETE',
    path: '/orgs/{org}/members/{username}',
    handle: request => {
      const organization = request.forge.access.requireOwner(
        request.caller,
        request.parameters.org,
      );
      const found = user(request);
      request.forge.database.transaction(() => {
        request.forge.events.record({
          event: 'organization',
          action: 'member_removed',
          organization,
          sender: request.actor,
          payload: { membership: membership(request, organization, found) },
        });
        request.forge.accounts.removeMembership(organization.id, found.id);
      });
      return noContent;
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/memberships/{username}',
    handle: request => {
      const organization = request.forge.access.requireMember(
        request.caller,
        request.parameters.org,
      );
      const found = user(request);
      if (!request.forge.accounts.role(organization.id, found.id)) {
        throw ForgeError.notFound();
      }
      return ok(membership(request, organization, found));
    },
  },
  {
    method: 'PUT',
    path: '/orgs/{org}/memberships/{username}',
    handle: request => {
      const organization = request.forge.access.requireOwner(
        request.caller,
        request.parameters.org,
      );
      const found = user(request);
      const role =
        request.fields.choice('role', ['admin', 'member'] as const) ?? 'member';
      return request.forge.database.transaction(() => {
        request.forge.accounts.setMembership(organization.id, found.id, role);
        const answer = membership(request, organization, found);
        request.forge.events.record({
          event: 'organization',
          action: 'member_added',
          organization,
          sender: request.actor,
          payload: { membership: answer },
        });
        return ok(answer);
      });
    },
  },
  {
    method: 'GET',
    path: '/orgs/{org}/public_members',
    handle: request =>
      request.list(
        request.forge.accounts.members(
          request.forge.access.organization(request.parameters.org).id,
        ),
        member => simpleUser(request.view, member),
      ),
  },
];
