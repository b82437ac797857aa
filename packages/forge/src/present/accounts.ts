import { nodeId } from '../forge/nodeIds';
import { AccountRow } from '../store/AccountStore';
import { TeamRow } from '../store/TeamStore';
import { Json, View } from './View';

/** `simple-user`: how people, bots and owners appear inside other answers. */
export function simpleUser(view: View, account: AccountRow): Json {
  const url = `${view.urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: avatarUrl(view, account),
    gravatar_id: '',
    url,
    html_url: `${view.urls.web}/${encodeURIComponent(account.login)}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    site_admin: Boolean(account.siteAdmin),
  };
}

export function avatarUrl(view: View, account: AccountRow): string {
  return avatarAt(view.urls, account.login);
}

/** Where the picture of a name is. */
export function avatarAt(urls: View['urls'], name: string): string {
  return `${urls.web}/-/avatars/${encodeURIComponent(name)}.svg`;
}

/** `public-user`. */
export function publicUser(view: View, account: AccountRow): Json {
  return {
    ...simpleUser(view, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: account.email,
    hireable: null,
    bio: account.description,
    public_repos: view.records.repositoryStore
      .ofOwner(account.id)
      .filter(repository => repository.visibility === 'public').length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
  };
}

/** `organization-simple`. */
export function simpleOrganization(view: View, account: AccountRow): Json {
  const url = `${view.urls.api}/orgs/${encodeURIComponent(account.login)}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: avatarUrl(view, account),
    description: account.description ?? '',
  };
}

/** `organization-full`. */
export function fullOrganization(view: View, account: AccountRow): Json {
  const repositories = view.records.repositoryStore.ofOwner(account.id);
  const open = repositories.filter(each => each.visibility === 'public').length;
  return {
    ...simpleOrganization(view, account),
    name: account.name ?? account.login,
    html_url: `${view.urls.web}/${encodeURIComponent(account.login)}`,
    has_organization_projects: false,
    has_repository_projects: false,
    public_repos: open,
    public_gists: 0,
    followers: 0,
    following: 0,
    type: 'Organization',
    total_private_repos: repositories.length - open,
    owned_private_repos: repositories.length - open,
    default_repository_permission: account.basePermission,
    members_can_create_repositories: true,
    created_at: account.createdAt,
    updated_at: account.updatedAt,
    archived_at: null,
  };
}

/** `team-simple`. */
export function simpleTeam(
  view: View,
  team: TeamRow,
  permission: string = 'pull',
): Json {
  const organization = view.records.accounts.require(team.organizationId);
  const url = `${view.urls.api}/organizations/${organization.id}/team/${team.id}`;
  return {
    id: team.id,
    node_id: nodeId('Team', team.id),
    url,
    html_url: `${view.urls.web}/orgs/${encodeURIComponent(
      organization.login,
    )}/teams/${encodeURIComponent(team.slug)}`,
    name: team.name,
    slug: team.slug,
    description: team.description,
    privacy: team.privacy,
    notification_setting: 'notifications_enabled',
    permission,
    members_url: `${url}/members{/member}`,
    repositories_url: `${url}/repos`,
    type: 'organization',
    organization_id: organization.id,
  };
}

/** `team`. */
export function teamWithParent(
  view: View,
  team: TeamRow,
  permission: string = 'pull',
): Json {
  const parent =
    team.parentId === null ? undefined : view.records.teams.byId(team.parentId);
  return {
    ...simpleTeam(view, team, permission),
    parent: parent ? simpleTeam(view, parent) : null,
  };
}

/** `team-full`. */
export function fullTeam(view: View, team: TeamRow): Json {
  const organization = view.records.accounts.require(team.organizationId);
  return {
    ...teamWithParent(view, team),
    members_count: view.records.teams.members(team.id).length,
    repos_count: view.records.teams.repositoryIds(team.id).length,
    created_at: team.createdAt,
    updated_at: team.updatedAt,
    organization: fullOrganization(view, organization),
  };
}
