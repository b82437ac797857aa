import { ForgeError } from '../errors';
import { parseNodeId } from '../forge/nodeIds';
import { searchRepositories } from '../rest/search';
import { accountNode, teamNode } from './accounts';
import { connect, PageArguments } from './connection';
import {
  Fields,
  GraphContext,
  GraphNode,
  node,
  visibleRepository,
} from './fields';
import { commitNode, gitObjectNode } from './gitObjects';
import { referenceNode } from './repositories';

/** Finds whatever has that id, as far as the caller may see it. */
export async function nodeById(
  id: string,
  context: GraphContext,
): Promise<GraphNode<unknown> | null> {
  const parsed = parseNodeId(id);
  const { forge } = context;
  if (!parsed) return null;
  const key = Number(parsed.key);
  const inRepository = <Row extends { repositoryId: number }>(
    kind: string,
    row: Row | undefined,
  ) =>
    row && visibleRepository(context, row.repositoryId)
      ? node(kind, row)
      : null;
  switch (parsed.kind) {
    case 'User':
    case 'Bot':
    case 'Organization':
      return accountNode(forge.accounts.byId(key));
    case 'Team':
      return teamNode(forge.teams.byId(key));
    case 'Repository':
      return node('Repository', visibleRepository(context, key));
    case 'PullRequest':
      return inRepository('PullRequest', forge.pullRequestStore.byId(key));
    case 'IssueComment':
      return inRepository('IssueComment', forge.comments.byId(key));
    case 'BranchProtectionRule':
      return inRepository('BranchProtectionRule', forge.protections.byId(key));
    case 'PullRequestReview': {
      const review = forge.pullRequestStore.review(key);
      const pull = review && forge.pullRequestStore.byId(review.pullRequestId);
      return pull && visibleRepository(context, pull.repositoryId)
        ? node('PullRequestReview', review)
        : null;
    }
    default:
      return inGit(parsed, context);
  }
}

/** Things of git are named by `repository:what`. */
async function inGit(
  { kind, key }: { kind: string; key: string },
  context: GraphContext,
): Promise<GraphNode<unknown> | null> {
  const colon = key.indexOf(':');
  const repository = visibleRepository(context, Number(key.slice(0, colon)));
  const name = key.slice(colon + 1);
  if (colon < 0 || !repository) return null;
  if (kind === 'Ref') return referenceNode(repository, name, context);
  const object = await context.forge.git.get(repository.id).describe(name);
  if (!object) return null;
  return kind === 'Commit' && object.type === 'commit'
    ? commitNode(repository, object.sha)
    : gitObjectNode(repository, object);
}

/** @throws ForgeError NOT_FOUND in GitHub's words */
export async function requireNode<Source>(
  id: string,
  typename: string,
  context: GraphContext,
): Promise<Source> {
  const found = await nodeById(id, context);
  if (found?.__typename !== typename) {
    throw ForgeError.notFound(
      `Could not resolve to a node with the global id of '${id.slice(0, 100)}'`,
    );
  }
  return found.source as Source;
}

type QueryResolver = (args: never, context: GraphContext) => unknown;

const queries: Record<string, QueryResolver> = {
  viewer: (_: never, { caller }) => accountNode(caller.account),
  rateLimit: (_: never, { forge, caller }) => {
    const { limit, remaining, used, reset } = forge.controls.limits.state(
      caller.budget,
    );
    return {
      cost: 1,
      limit,
      remaining,
      used,
      nodeCount: 0,
      resetAt: new Date(reset * 1000).toISOString(),
    };
  },
  organization: ({ login }: { login: string }, { forge }) => {
    const found = forge.accounts.organization(login);
    if (!found) {
      throw ForgeError.notFound(
        `Could not resolve to an Organization with the login of '${login}'.`,
      );
    }
    return accountNode(found);
  },
  user: ({ login }: { login: string }, { forge }) => {
    const found = forge.accounts.byLogin(login);
    if (found?.type !== 'User') {
      throw ForgeError.notFound(
        `Could not resolve to a User with the login of '${login}'.`,
      );
    }
    return accountNode(found);
  },
  repositoryOwner: ({ login }: { login: string }, { forge }) => {
    const found = forge.accounts.byLogin(login);
    return found?.type === 'Bot' ? null : accountNode(found);
  },
  repository: (
    { owner, name }: { owner: string; name: string },
    { forge, caller },
  ) => {
    try {
      return node('Repository', forge.access.repository(caller, owner, name));
    } catch {
      throw ForgeError.notFound(
        `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      );
    }
  },
  node: async ({ id }: { id: string }, context) => {
    const found = await nodeById(id, context);
    if (!found) {
      throw ForgeError.notFound(
        `Could not resolve to a node with the global id of '${id.slice(
          0,
          100,
        )}'`,
      );
    }
    return found;
  },
  nodes: ({ ids }: { ids: string[] }, context) =>
    Promise.all(ids.map(id => nodeById(id, context))),
  search: (
    { query, type, ...args }: PageArguments & { query: string; type: string },
    { forge, caller },
  ) => {
    if (type !== 'REPOSITORY') {
      throw ForgeError.notImplemented(`Search of type ${type}`);
    }
    const rows = searchRepositories(forge, caller, query);
    return {
      ...connect(
        rows,
        args,
        row => row.id,
        row => node('Repository', row),
      ),
      repositoryCount: rows.length,
      codeCount: 0,
      discussionCount: 0,
      issueCount: 0,
      userCount: 0,
      wikiCount: 0,
    };
  },
  meta: () => ({
    __typename: 'GitHubMetadata',
    isPasswordAuthenticationVerifiable: false,
  }),
};

/** The fields that a query starts from. */
export const queryTypes: Record<string, Fields> = {
  Query: Object.fromEntries(
    Object.entries(queries).map(([name, resolve]) => [
      name,
      (_source, args, context) => resolve(args as never, context),
    ]),
  ),
};
