import { nodeId } from '../forge/nodeIds';
import { ForgeError } from '../errors';
import { includes, permissionLevels } from '../forge/Caller';
import { GitObject } from '../git/ObjectReader';
import { fullNameOf } from '../present/repositories';
import { PullRequestRow } from '../store/PullRequestStore';
import { Protection } from '../store/ProtectionStore';
import { RepositoryRow, RepositorySettings } from '../store/RepositoryStore';
import { accountNode } from './accounts';
import { connect, PageArguments } from './connection';
import { Fields, fieldsOf, GraphContext, node } from './fields';
import { gitObjectNode, ReferenceSource } from './gitObjects';

function view({ forge, caller }: GraphContext) {
  return { records: forge, urls: forge.urls, caller };
}

function url(row: RepositoryRow, context: GraphContext): string {
  return `${context.forge.urls.web}/${fullNameOf(view(context), row)}`;
}

/** The node of a reference by its full name; null when it is not there. */
export function referenceNode(
  repository: RepositoryRow,
  name: string,
  { forge }: GraphContext,
) {
  const sha = forge.repositoryStore.reference(repository.id, name);
  return sha ? node<ReferenceSource>('Ref', { repository, name, sha }) : null;
}

const expressionName = /^([^:]*)(?::(.*))?$/s;

/**
 * Reads `REVISION:PATH`. Only names and ids are taken as a revision, so that
 * git's expression language stays closed.
 */
async function objectByExpression(
  repository: RepositoryRow,
  expression: string,
  { forge }: GraphContext,
): Promise<GitObject | undefined> {
  const [, revision = '', path] = expressionName.exec(expression) ?? [];
  const name = revision === 'HEAD' ? repository.defaultBranch : revision;
  const sha =
    [name, `refs/heads/${name}`, `refs/tags/${name}`, `refs/${name}`]
      .map(each => forge.repositoryStore.reference(repository.id, each))
      .find(Boolean) ?? (/^[0-9a-f]{4,40}$/.test(name) ? name : undefined);
  if (!sha) return undefined;
  const git = forge.git.get(repository.id);
  if (path === undefined) return git.describe(sha);
  return path === ''
    ? git.describe(`${sha}^{tree}`)
    : git.describe(`${sha}:${path}`);
}

function setting(name: keyof RepositorySettings) {
  return (row: RepositoryRow, _: never, { forge }: GraphContext) =>
    forge.repositoryStore.settings(row)[name];
}

/** GitHub's three states of a pull request. */
export function stateOf(row: PullRequestRow): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (row.mergedAt) return 'MERGED';
  return row.state === 'open' ? 'OPEN' : 'CLOSED';
}

interface PullRequestArguments extends PageArguments {
  states?: Array<'OPEN' | 'CLOSED' | 'MERGED'>;
  headRefName?: string;
  baseRefName?: string;
  orderBy?: { field: string; direction: 'ASC' | 'DESC' };
}

const repositoryFields = fieldsOf<RepositoryRow>({
  id: row => nodeId('Repository', row.id),
  databaseId: row => row.id,
  name: row => row.name,
  nameWithOwner: (row, _: never, context) => fullNameOf(view(context), row),
  owner: (row, _: never, { forge }) =>
    accountNode(forge.accounts.require(row.ownerId)),
  url: (row, _: never, context) => url(row, context),
  resourcePath: (row, _: never, context) =>
    `/${fullNameOf(view(context), row)}`,
  sshUrl: (row, _: never, context) =>
    `git@localhost:${fullNameOf(view(context), row)}.git`,
  description: row => row.description,
  homepageUrl: row => row.homepage || null,
  createdAt: row => row.createdAt,
  updatedAt: row => row.updatedAt,
  pushedAt: row => row.pushedAt,
  isArchived: row => Boolean(row.archived),
  archivedAt: row => (row.archived ? row.updatedAt : null),
  isDisabled: () => false,
  isFork: () => false,
  isLocked: () => false,
  isMirror: () => false,
  isTemplate: row => Boolean(row.isTemplate),
  isPrivate: row => row.visibility !== 'public',
  isEmpty: (row, _: never, { forge }) =>
    forge.repositoryStore.references(row.id).length === 0,
  isInOrganization: (row, _: never, { forge }) =>
    forge.accounts.require(row.ownerId).type === 'Organization',
  visibility: row => row.visibility.toUpperCase(),
  diskUsage: () => 0,
  stargazerCount: () => 0,
  forkCount: () => 0,
  parent: () => null,
  licenseInfo: () => null,
  primaryLanguage: () => null,
  languages: (_row, args: PageArguments) => ({
    ...connect<never>(
      [],
      args,
      () => '',
      () => null,
    ),
    totalSize: 0,
  }),
  // The forge keeps no issues besides pull requests.
  issues: (_row, args: PageArguments) =>
    connect<never>(
      [],
      args,
      () => '',
      () => null,
    ),
  // Nor releases: a tag is all that is known of one.
  releases: (_row, args: PageArguments) =>
    connect<never>(
      [],
      args,
      () => '',
      () => null,
    ),
  viewerPermission: (row, _: never, { forge, caller }) => {
    const permission = forge.access.permission(caller, row);
    return permission === permissionLevels[0] ? null : permission.toUpperCase();
  },
  viewerCanAdminister: (row, _: never, { forge, caller }) =>
    includes(forge.access.permission(caller, row), 'admin'),
  mergeCommitAllowed: setting('allowMergeCommit'),
  squashMergeAllowed: setting('allowSquashMerge'),
  rebaseMergeAllowed: setting('allowRebaseMerge'),
  autoMergeAllowed: setting('allowAutoMerge'),
  deleteBranchOnMerge: setting('deleteBranchOnMerge'),
  hasIssuesEnabled: setting('hasIssues'),
  hasProjectsEnabled: setting('hasProjects'),
  hasWikiEnabled: setting('hasWiki'),
  repositoryTopics: (row, args: PageArguments, { forge }) =>
    connect<string>(
      JSON.parse(row.topics),
      args,
      name => name,
      name => ({
        __typename: 'RepositoryTopic',
        id: nodeId('Repository', `${row.id}:topic:${name}`),
        url: `${forge.urls.web}/topics/${name}`,
        topic: { __typename: 'Topic', name },
      }),
    ),
  defaultBranchRef: (row, _: never, context) =>
    referenceNode(row, `refs/heads/${row.defaultBranch}`, context),
  ref: (row, { qualifiedName }: { qualifiedName: string }, context) =>
    ['', 'refs/heads/', 'refs/tags/', 'refs/']
      .map(prefix => referenceNode(row, `${prefix}${qualifiedName}`, context))
      .find(Boolean) ?? null,
  refs: (
    row,
    args: PageArguments & {
      refPrefix: string;
      query?: string;
      direction?: string;
      orderBy?: { direction: string };
    },
    { forge },
  ) => {
    const { refPrefix, query } = args;
    const rows = forge.repositoryStore
      .references(row.id, refPrefix)
      .filter(
        ({ name }) => !query || name.slice(refPrefix.length).includes(query),
      );
    if ((args.orderBy?.direction ?? args.direction) === 'DESC') rows.reverse();
    return connect(
      rows,
      args,
      ({ name }) => name,
      ({ name, sha }) =>
        node<ReferenceSource>('Ref', { repository: row, name, sha }),
    );
  },
  object: async (
    row,
    { expression, oid }: { expression?: string; oid?: string },
    context,
  ) => {
    const wanted = oid ?? expression;
    if (!wanted)
      throw ForgeError.unprocessable('Either expression or oid is required');
    const found = await objectByExpression(row, wanted, context);
    return found ? gitObjectNode(row, found) : null;
  },
  pullRequest: (row, { number }: { number: number }, { forge }) => {
    const found = forge.pullRequestStore.byNumber(row.id, number);
    if (!found) {
      throw ForgeError.notFound(
        `Could not resolve to a PullRequest with the number of ${number}.`,
      );
    }
    return node('PullRequest', found);
  },
  pullRequests: (row, args: PullRequestArguments, { forge }) => {
    const rows = forge.pullRequestStore
      .list(row.id, {
        headRef: args.headRefName ?? undefined,
        baseRef: args.baseRefName ?? undefined,
      })
      .filter(pull => !args.states || args.states.includes(stateOf(pull)));
    if (args.orderBy?.direction !== 'DESC') rows.reverse();
    return connect(
      rows,
      args,
      pull => pull.id,
      pull => node('PullRequest', pull),
    );
  },
  branchProtectionRules: (row, args: PageArguments, { forge }) =>
    connect(
      forge.protections.list(row.id),
      args,
      rule => rule.id,
      rule => node('BranchProtectionRule', rule),
    ),
  collaborators: (row, args: PageArguments, { forge }) =>
    connect(
      forge.accounts
        .list('User')
        .filter(each => forge.access.accountPermission(each, row) !== 'none'),
      args,
      each => each.id,
      accountNode,
    ),
});

const protectionFields = fieldsOf<Protection>({
  id: rule => nodeId('BranchProtectionRule', rule.id),
  databaseId: rule => rule.id,
  pattern: rule => rule.pattern,
  repository: (rule, _: never, { forge }) =>
    node('Repository', forge.repositoryStore.byId(rule.repositoryId)),
  allowsDeletions: rule => rule.settings.allowDeletions,
  allowsForcePushes: rule => rule.settings.allowForcePushes,
  dismissesStaleReviews: rule => rule.settings.dismissStaleReviews,
  requireLastPushApproval: rule => rule.settings.requireLastPushApproval,
  isAdminEnforced: rule => rule.settings.enforceAdmins,
  requiresApprovingReviews: rule =>
    rule.settings.requiredApprovals !== undefined,
  requiredApprovingReviewCount: rule => rule.settings.requiredApprovals ?? null,
  requiresCodeOwnerReviews: rule => rule.settings.requireCodeOwnerReviews,
  requiresLinearHistory: rule => rule.settings.requireLinearHistory,
  requiresConversationResolution: rule =>
    rule.settings.requireConversationResolution,
  requiresStatusChecks: rule => rule.settings.requiredContexts.length > 0,
  requiresStrictStatusChecks: rule => rule.settings.strictContexts,
  requiredStatusCheckContexts: rule => rule.settings.requiredContexts,
  requiredStatusChecks: rule =>
    rule.settings.requiredContexts.map(context => ({ context, app: null })),
  requiresCommitSignatures: () => false,
  restrictsPushes: () => false,
  blocksCreations: () => false,
  lockBranch: () => false,
});

/** Repositories and their protection. */
export const repositoryTypes: Record<string, Fields> = {
  Repository: repositoryFields,
  BranchProtectionRule: protectionFields,
};
