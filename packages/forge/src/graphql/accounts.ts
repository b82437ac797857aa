import { nodeId } from '../forge/nodeIds';
import { avatarAt, avatarUrl } from '../present/accounts';
import { AccountRow } from '../store/AccountStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { TeamRow } from '../store/TeamStore';
import { connect, PageArguments } from './connection';
import { Fields, fieldsOf, GraphContext, node } from './fields';

interface RepositoryArguments extends PageArguments {
  isArchived?: boolean;
  isFork?: boolean;
  privacy?: 'PUBLIC' | 'PRIVATE';
  visibility?: 'PUBLIC' | 'PRIVATE' | 'INTERNAL';
  orderBy?: { field: string; direction: 'ASC' | 'DESC' };
}

/** The node of an account, as the type that it is. */
export function accountNode(account: AccountRow | undefined) {
  return account ? node(account.type, account) : null;
}

export function teamNode(team: TeamRow | undefined) {
  return node('Team', team);
}

function web(context: GraphContext, path: string): string {
  return `${context.forge.urls.web}${path}`;
}

function repositories(
  owner: AccountRow,
  args: RepositoryArguments,
  context: GraphContext,
) {
  const rows = context.forge.repositoryStore
    .ofOwner(owner.id)
    .filter(
      row =>
        context.forge.access.canSee(context.caller, row) &&
        (args.isArchived === undefined ||
          args.isArchived === null ||
          args.isArchived === Boolean(row.archived)) &&
        args.isFork !== true &&
        (!args.privacy ||
          (args.privacy === 'PUBLIC') === (row.visibility === 'public')) &&
        (!args.visibility || args.visibility.toLowerCase() === row.visibility),
    );
  const key = orderKey(args.orderBy?.field);
  const factor = args.orderBy?.direction === 'DESC' ? -1 : 1;
  rows.sort((one, other) => {
    const [left, right] = [key(one), key(other)];
    if (left === right) return one.id - other.id;
    return left < right ? -factor : factor;
  });
  return {
    ...connect(
      rows,
      args,
      row => row.id,
      row => node('Repository', row),
    ),
    totalDiskUsage: 0,
  };
}

function orderKey(field: string | undefined): (row: RepositoryRow) => string {
  switch (field) {
    case 'CREATED_AT':
      return row => row.createdAt;
    case 'UPDATED_AT':
      return row => row.updatedAt;
    case 'PUSHED_AT':
      return row => row.pushedAt;
    case 'NAME':
      return row => row.name.toLowerCase();
    default:
      return row => String(row.id).padStart(12, '0');
  }
}

function oneRepository(
  owner: AccountRow,
  { name }: { name: string },
  context: GraphContext,
) {
  const row = context.forge.repositoryStore.byName(owner.id, name);
  return row && context.forge.access.canSee(context.caller, row)
    ? node('Repository', row)
    : null;
}

/** What people, bots and organisations have in common. */
const shared = {
  id: (account: AccountRow) => nodeId(account.type, account.id),
  databaseId: (account: AccountRow) => account.id,
  login: (account: AccountRow) => account.login,
  name: (account: AccountRow) => account.name,
  createdAt: (account: AccountRow) => account.createdAt,
  updatedAt: (account: AccountRow) => account.updatedAt,
  avatarUrl: (account: AccountRow, _: never, context: GraphContext) =>
    avatarUrl({ records: context.forge, urls: context.forge.urls }, account),
  url: (account: AccountRow, _: never, context: GraphContext) =>
    web(context, `/${encodeURIComponent(account.login)}`),
  resourcePath: (account: AccountRow) =>
    `/${encodeURIComponent(account.login)}`,
};

const userFields = fieldsOf<AccountRow>({
  ...shared,
  email: account => account.email ?? '',
  bio: account => account.description,
  company: () => null,
  location: () => null,
  isSiteAdmin: account => Boolean(account.siteAdmin),
  isViewer: (account, _: never, { caller }) => account.id === caller.account.id,
  // The forge verifies no domains.
  organizationVerifiedDomainEmails: () => [],
  organizations: (account, args: PageArguments, { forge }) =>
    connect(
      forge.accounts.organizationsOf(account.id),
      args,
      row => row.id,
      accountNode,
    ),
  organization: (account, { login }: { login: string }, { forge }) =>
    accountNode(
      forge.accounts
        .organizationsOf(account.id)
        .find(row => row.login.toLowerCase() === login.toLowerCase()),
    ),
  repositories,
  repository: oneRepository,
});

const organizationFields = fieldsOf<AccountRow>({
  ...shared,
  description: account => account.description,
  email: account => account.email,
  isVerified: () => false,
  viewerIsAMember: (account, _: never, { forge, caller }) =>
    forge.access.isMember(caller, account),
  viewerCanAdminister: (account, _: never, { forge, caller }) =>
    forge.access.isOwner(caller, account),
  viewerCanCreateRepositories: (account, _: never, { forge, caller }) =>
    forge.access.isMember(caller, account),
  repositories,
  repository: oneRepository,
  membersWithRole: (account, args: PageArguments, { forge }) => {
    const members = forge.accounts.members(account.id);
    const connection = connect(members, args, row => row.id, accountNode);
    return {
      ...connection,
      edges: () =>
        connection.edges().map(edge => ({
          ...edge,
          role: memberRole(
            (edge.node as { source: { role: string } }).source.role,
          ),
          hasTwoFactorEnabled: null,
        })),
    };
  },
  team: (account, { slug }: { slug: string }, { forge, caller }) =>
    forge.access.isMember(caller, account)
      ? teamNode(forge.teams.bySlug(account.id, slug))
      : null,
  teams: (
    account,
    args: PageArguments & {
      userLogins?: string[];
      query?: string;
      rootTeamsOnly?: boolean;
      privacy?: string;
    },
    { forge, caller },
  ) => {
    const logins = args.userLogins?.map(login => login.toLowerCase());
    const rows = forge.access.isMember(caller, account)
      ? forge.teams.list(account.id)
      : [];
    return connect(
      rows.filter(
        team =>
          (!logins ||
            forge.teams
              .members(team.id)
              .some(member => logins.includes(member.login.toLowerCase()))) &&
          (!args.query ||
            team.name.toLowerCase().includes(args.query.toLowerCase())) &&
          (!args.rootTeamsOnly || team.parentId === null) &&
          (!args.privacy || privacyOf(team) === args.privacy),
      ),
      args,
      team => team.id,
      teamNode,
    );
  },
});

function memberRole(role: string): string {
  return role === 'admin' ? 'ADMIN' : 'MEMBER';
}

function privacyOf(team: TeamRow): string {
  return team.privacy === 'secret' ? 'SECRET' : 'VISIBLE';
}

function teamPath(team: TeamRow, { forge }: GraphContext): string {
  const { login } = forge.accounts.require(team.organizationId);
  return `/orgs/${encodeURIComponent(login)}/teams/${encodeURIComponent(
    team.slug,
  )}`;
}

const teamFields = fieldsOf<TeamRow>({
  id: team => nodeId('Team', team.id),
  databaseId: team => team.id,
  name: team => team.name,
  slug: team => team.slug,
  description: team => team.description,
  privacy: privacyOf,
  createdAt: team => team.createdAt,
  updatedAt: team => team.updatedAt,
  combinedSlug: (team, _: never, { forge }) =>
    `${forge.accounts.require(team.organizationId).login}/${team.slug}`,
  // a picture of the team, and not the organisation's, which is the same for all
  avatarUrl: (team, _: never, context) => avatarAt(context.forge.urls, team.slug),
  url: (team, _: never, context) => web(context, teamPath(team, context)),
  resourcePath: (team, _: never, context) => teamPath(team, context),
  editTeamUrl: (team, _: never, context) =>
    web(context, `${teamPath(team, context)}/edit`),
  organization: (team, _: never, { forge }) =>
    accountNode(forge.accounts.require(team.organizationId)),
  parentTeam: (team, _: never, { forge }) =>
    team.parentId === null ? null : teamNode(forge.teams.byId(team.parentId)),
  childTeams: (team, args: PageArguments, { forge }) =>
    connect(forge.teams.children(team.id), args, row => row.id, teamNode),
  members: (
    team,
    args: PageArguments & { membership?: string; role?: string },
    { forge },
  ) => {
    const own = forge.teams.members(team.id);
    const rows =
      args.membership === 'IMMEDIATE'
        ? own
        : [
            ...own,
            ...forge.teams
              .children(team.id)
              .flatMap(child => forge.teams.members(child.id))
              .filter(member => !own.some(each => each.id === member.id)),
          ];
    const wanted = args.role?.toLowerCase();
    const connection = connect(
      rows.filter(row => !wanted || row.role === wanted),
      args,
      row => row.id,
      accountNode,
    );
    return {
      ...connection,
      edges: () =>
        connection.edges().map(edge => ({
          ...edge,
          role: (
            edge.node as { source: { role: string } }
          ).source.role.toUpperCase(),
        })),
    };
  },
  repositories: (team, args: PageArguments, { forge }) =>
    connect(
      forge.teams
        .repositoryIds(team.id)
        .map(({ repositoryId }) => forge.repositoryStore.require(repositoryId)),
      args,
      row => row.id,
      row => node('Repository', row),
    ),
});

/** People, bots, organisations and teams. */
export const accountTypes: Record<string, Fields> = {
  User: userFields,
  Bot: fieldsOf<AccountRow>(shared),
  Organization: organizationFields,
  Team: teamFields,
};
