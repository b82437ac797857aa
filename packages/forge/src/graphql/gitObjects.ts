import { ForgeError } from '../errors';
import { nodeId, NodeKind } from '../forge/nodeIds';
import { GitObject } from '../git/ObjectReader';
import { TreeEntry } from '../git/treeObject';
import { fullNameOf } from '../present/repositories';
import { RepositoryRow } from '../store/RepositoryStore';
import { connect, PageArguments } from './connection';
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

/** The repository that a thing of git is in. */
export function git(
  source: { repository: RepositoryRow },
  { forge }: GraphContext,
) {
  return forge.git.get(source.repository.id);
}

/** The address of an object's page. */
export function url(
  source: ObjectSource,
  kind: string,
  { forge }: GraphContext,
) {
  const fullName = fullNameOf(
    { records: forge, urls: forge.urls },
    source.repository,
  );
  return `${forge.urls.web}/${fullName}/${kind}/${source.sha}`;
}

/** What every git object has. */
export function shared(kind: NodeKind) {
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

/** Trees, files, tags and references. */
export const gitObjectTypes: Record<string, Fields> = {
  Blob: blobFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Tag: tagFields,
  Ref: referenceFields,
};
