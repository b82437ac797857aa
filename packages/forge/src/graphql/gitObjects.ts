import { ForgeError } from '../errors';
import { nodeId, NodeKind } from '../forge/nodeIds';
import { Commit, Signature } from '../git/commitObject';
import { emptyTree } from '../git/GitRepository';
import { GitObject } from '../git/ObjectReader';
import { TreeEntry } from '../git/treeObject';
import { fullNameOf } from '../present/repositories';
import { RepositoryRow } from '../store/RepositoryStore';
import { combinedState } from '../store/StatusStore';
import { accountNode } from './accounts';
import { connect, PageArguments, requirePageSize } from './connection';
import { Fields, fieldsOf, GraphContext, node } from './fields';

export interface ReferenceSource {
  repository: RepositoryRow;
  name: string;
  sha: string;
}

/** An object of a repository by id; its content is read when a field asks. */
export interface ObjectSource {
  repository: RepositoryRow;
  sha: string;
  size: number;
}

interface EntrySource extends TreeEntry {
  repository: RepositoryRow;
  fullPath: string;
}

const typenames = { blob: 'Blob', tree: 'Tree', commit: 'Commit', tag: 'Tag' };

export function gitObjectNode(
  repository: RepositoryRow,
  object: Pick<GitObject, 'sha' | 'type' | 'size'>,
) {
  return node<ObjectSource>(typenames[object.type], {
    repository,
    sha: object.sha,
    size: object.size,
  });
}

/** The node of a commit whose id is known to exist. */
export function commitNode(repository: RepositoryRow, sha: string) {
  return gitObjectNode(repository, { sha, type: 'commit', size: 0 });
}

function git(source: { repository: RepositoryRow }, { forge }: GraphContext) {
  return forge.git.get(source.repository.id);
}

function url(source: ObjectSource, kind: string, { forge }: GraphContext) {
  const fullName = fullNameOf({ forge, urls: forge.urls }, source.repository);
  return `${forge.urls.web}/${fullName}/${kind}/${source.sha}`;
}

/** What every git object has. */
function shared(kind: NodeKind) {
  return {
    id: ({ repository, sha }: ObjectSource) =>
      nodeId(kind, `${repository.id}:${sha}`),
    oid: ({ sha }: ObjectSource) => sha,
    abbreviatedOid: ({ sha }: ObjectSource) => sha.slice(0, 7),
    repository: ({ repository }: ObjectSource) =>
      node('Repository', repository),
    commitUrl: (source: ObjectSource, _: never, context: GraphContext) =>
      url(source, 'commit', context),
  };
}

async function contentOf(source: ObjectSource, context: GraphContext) {
  const object = await git(source, context).read(source.sha);
  if (!object) throw ForgeError.notFound('The object is not there any more');
  return object.content;
}

function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}

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

const blobFields = fieldsOf<ObjectSource>({
  ...shared('Blob'),
  byteSize: ({ size }) => size,
  isTruncated: () => false,
  isBinary: async (source, _: never, context) =>
    isBinary(await contentOf(source, context)),
  text: async (source, _: never, context) => {
    const content = await contentOf(source, context);
    return isBinary(content) ? null : content.toString('utf8');
  },
});

const treeFields = fieldsOf<ObjectSource>({
  ...shared('Tree'),
  entries: async (source, _: never, context) =>
    ((await git(source, context).tree(source.sha)) ?? []).map(entry =>
      node<EntrySource>('TreeEntry', {
        ...entry,
        repository: source.repository,
        fullPath: entry.path,
      }),
    ),
});

const treeEntryFields = fieldsOf<EntrySource>({
  name: ({ path }) => path,
  path: ({ fullPath }) => fullPath,
  oid: ({ sha }) => sha,
  type: ({ type }) => type,
  mode: ({ mode }) => parseInt(mode, 8),
  extension: ({ path }) => /\.[^.]+$/.exec(path)?.[0] ?? '',
  repository: ({ repository }) => node('Repository', repository),
  size: async (entry, _: never, context) =>
    entry.type === 'blob'
      ? (await git(entry, context).describe(entry.sha))?.size ?? 0
      : 0,
  object: async (entry, _: never, context) => {
    if (entry.type === 'commit') return null;
    const found = await git(entry, context).describe(entry.sha);
    return found ? gitObjectNode(entry.repository, found) : null;
  },
});

const referenceFields = fieldsOf<ReferenceSource>({
  id: ({ repository, name }) => nodeId('Ref', `${repository.id}:${name}`),
  name: ({ name }) => name.replace(/^refs\/[^/]+\//, ''),
  prefix: ({ name }) => /^refs\/[^/]+\//.exec(name)?.[0] ?? '',
  repository: ({ repository }) => node('Repository', repository),
  target: async (source, _: never, context) => {
    // A branch can only point at a commit: no need to ask git.
    if (source.name.startsWith('refs/heads/')) {
      return commitNode(source.repository, source.sha);
    }
    const found = await git(source, context).describe(source.sha);
    return found ? gitObjectNode(source.repository, found) : null;
  },
  branchProtectionRule: ({ repository, name }, _: never, { forge }) =>
    node(
      'BranchProtectionRule',
      forge.protection.rule(repository, name.replace(/^refs\/heads\//, '')),
    ),
  // The forge has rules of branch protection only, no rulesets.
  rules: (_source, args: PageArguments) =>
    connect<never>(
      [],
      args,
      () => '',
      () => null,
    ),
  associatedPullRequests: (
    { repository, name },
    args: PageArguments,
    { forge },
  ) =>
    connect(
      forge.pullRequestStore.list(repository.id, {
        headRef: name.replace(/^refs\/heads\//, ''),
      }),
      args,
      row => row.id,
      row => node('PullRequest', row),
    ),
});

const tagFields = fieldsOf<ObjectSource>({
  ...shared('Tag'),
  target: async (source, _: never, context) => {
    const found = await git(source, context).describe(`${source.sha}^{}`);
    return found ? gitObjectNode(source.repository, found) : null;
  },
  name: async (source, _: never, context) =>
    /^tag (.*)$/m.exec((await contentOf(source, context)).toString())?.[1] ??
    '',
  message: async (source, _: never, context) =>
    (await contentOf(source, context))
      .toString()
      .split('\n\n')
      .slice(1)
      .join('\n\n'),
});

/** Commits, trees, files and references. */
export const gitObjectTypes: Record<string, Fields> = {
  Commit: commitFields,
  Blob: blobFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Tag: tagFields,
  Ref: referenceFields,
};
