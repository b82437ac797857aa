import { ForgeError } from '../errors';
import { nodeId } from '../forge/nodeIds';
import { Commit, Signature } from '../git/commitObject';
import { emptyTree } from '../git/GitRepository';
import { combinedState } from '../store/StatusStore';
import { accountNode } from './accounts';
import { connect, PageArguments, requirePageSize } from './connection';
import { Fields, fieldsOf, GraphContext, node } from './fields';
import {
  commitNode,
  git,
  gitObjectNode,
  ObjectSource,
  shared,
  url,
} from './gitObjects';

async function commitOf(
  source: ObjectSource,
  context: GraphContext,
): Promise<Commit> {
  const commit = await git(source, context).commit(source.sha);
  if (!commit) throw ForgeError.notFound('The commit is not there any more');
  return commit;
}

function actor(signature: Signature, { forge }: GraphContext) {
  const account = forge.accounts.byEmail(signature.email);
  return {
    __typename: 'GitActor',
    name: signature.name,
    email: signature.email,
    date: signature.date,
    avatarUrl: `${forge.urls.web}/-/avatars/${encodeURIComponent(
      account?.login ?? 'unknown',
    )}.svg`,
    user: account?.type === 'User' ? accountNode(account) : null,
  };
}

async function sizeOf(source: ObjectSource, context: GraphContext) {
  const commit = await commitOf(source, context);
  return git(source, context).diff(commit.parents[0] ?? emptyTree, commit.sha);
}

async function history(
  source: ObjectSource,
  args: PageArguments & { path?: string },
  context: GraphContext,
) {
  const repository = git(source, context);
  const skip = args.after
    ? Number(Buffer.from(args.after, 'base64').toString().split(' ')[1]) + 1
    : 0;
  const path = args.path ? `:(literal)${args.path}` : undefined;
  const size = args.first ?? 0;
  const rows =
    size > 0
      ? await repository.history(source.sha, { skip, limit: size + 1, path })
      : [];
  const page = rows.slice(0, size);
  const cursor = (index: number) =>
    Buffer.from(`${source.sha} ${skip + index}`).toString('base64');
  const nodes = () => {
    requirePageSize(args);
    return page.map(commit => commitNode(source.repository, commit.sha));
  };
  return {
    totalCount: () => repository.countCommits(source.sha),
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: skip > 0,
      startCursor: page.length > 0 ? cursor(0) : null,
      endCursor: page.length > 0 ? cursor(page.length - 1) : null,
    },
    nodes,
    edges: () =>
      nodes().map((each, index) => ({ cursor: cursor(index), node: each })),
  };
}

/** The statuses and check runs of a commit, or null when there are none. */
export function statusCheckRollup(
  source: ObjectSource,
  _: unknown,
  { forge }: GraphContext,
) {
  const { repository, sha } = source;
  const statuses = forge.statuses.latest(repository.id, sha);
  const runs = forge.statuses.checkRuns(repository.id, sha);
  if (statuses.length + runs.length === 0) return null;
  const contexts = [
    ...statuses.map(row => node('StatusContext', row)),
    ...runs.map(row => node('CheckRun', row)),
  ];
  const isBroken = runs.some(run =>
    ['failure', 'timed_out', 'cancelled'].includes(run.conclusion ?? ''),
  );
  const isPending = runs.some(run => run.status !== 'completed');
  const state = statuses.length > 0 ? combinedState(statuses) : 'success';
  const combined = isPending && state === 'success' ? 'pending' : state;
  return {
    __typename: 'StatusCheckRollup',
    id: nodeId('Commit', `${repository.id}:${sha}:rollup`),
    state: (isBroken ? 'failure' : combined).toUpperCase(),
    contexts: (args: PageArguments) =>
      connect(
        contexts,
        args,
        each => `${each!.__typename}${each!.source.id}`,
        each => each,
      ),
  };
}

const commitFields = fieldsOf<ObjectSource>({
  ...shared('Commit'),
  url: (source, _: never, context) => url(source, 'commit', context),
  treeUrl: (source, _: never, context) => url(source, 'tree', context),
  message: async (source, _: never, context) =>
    (await commitOf(source, context)).message,
  messageHeadline: async (source, _: never, context) =>
    (await commitOf(source, context)).message.split('\n')[0],
  messageBody: async (source, _: never, context) =>
    (await commitOf(source, context)).message
      .split('\n')
      .slice(1)
      .join('\n')
      .trim(),
  committedDate: async (source, _: never, context) =>
    (await commitOf(source, context)).committer.date,
  authoredDate: async (source, _: never, context) =>
    (await commitOf(source, context)).author.date,
  pushedDate: () => null,
  author: async (source, _: never, context) =>
    actor((await commitOf(source, context)).author, context),
  committer: async (source, _: never, context) =>
    actor((await commitOf(source, context)).committer, context),
  tree: async (source, _: never, context) =>
    gitObjectNode(source.repository, {
      sha: (await commitOf(source, context)).tree,
      type: 'tree',
      size: 0,
    }),
  parents: async (source, args: PageArguments, context) =>
    connect(
      (await commitOf(source, context)).parents,
      args,
      sha => sha,
      sha => commitNode(source.repository, sha),
    ),
  history,
  additions: async (source, _: never, context) =>
    (await sizeOf(source, context)).reduce(
      (sum, each) => sum + each.additions,
      0,
    ),
  deletions: async (source, _: never, context) =>
    (await sizeOf(source, context)).reduce(
      (sum, each) => sum + each.deletions,
      0,
    ),
  changedFilesIfAvailable: async (source, _: never, context) =>
    (await sizeOf(source, context)).length,
  statusCheckRollup,
});

/** Commits with their history and checks. */
export const commitTypes: Record<string, Fields> = { Commit: commitFields };
