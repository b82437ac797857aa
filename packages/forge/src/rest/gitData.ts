import { ForgeError } from '../errors';
import { signatureOf } from '../forge/Repositories';
import { nodeId } from '../forge/nodeIds';
import { commitTree } from '../git/merge';
import {
  FileEdit,
  FileMode,
  isWritablePath,
  writeCommit,
} from '../git/writeCommit';
import { gitCommitAnswer } from '../present/commits';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { Answer } from '../server/Exchange';
import { timestamp } from '../store/Database';
import { RepositoryRow } from '../store/RepositoryStore';
import { Fields } from './Fields';
import { created, ok, RestRequest } from './RestRequest';
import { emptyRepository, findCommit } from './revisions';
import { Route } from './Router';

const sha = /^[0-9a-f]{40}$/;
/** GitHub cuts a recursive listing off at so many entries. */
const largestListing = 100_000;

function api(request: RestRequest, repository: RepositoryRow): string {
  return `${request.view.urls.api}/repos/${fullNameOf(
    request.view,
    repository,
  )}`;
}

async function getTree(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const git = request.git(repository);
  const wanted = request.parameters.tree_sha;
  const commit = await findCommit(request.forge, repository, wanted);
  const named = sha.test(wanted) ? `${wanted}^{tree}` : undefined;
  const expression = commit?.tree ?? named;
  const object = expression ? await git.describe(expression) : undefined;
  if (!object) {
    throw request.forge.repositoryStore.references(repository.id).length === 0
      ? emptyRepository()
      : ForgeError.notFound();
  }
  const entries = request.query.get('recursive')
    ? await git.listTree(object.sha)
    : await Promise.all(
        ((await git.tree(object.sha)) ?? []).map(async entry => ({
          ...entry,
          ...(entry.type === 'blob'
            ? { size: (await git.describe(entry.sha))?.size ?? 0 }
            : {}),
        })),
      );
  const base = api(request, repository);
  return ok({
    sha: object.sha,
    url: `${base}/git/trees/${object.sha}`,
    tree: entries.slice(0, largestListing).map(entry => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      ...(entry.type === 'commit'
        ? {}
        : { url: `${base}/git/${entry.type}s/${entry.sha}` }),
    })),
    truncated: entries.length > largestListing,
  });
}

/** Builds a tree from a base and a list of changes in one run of git. */
async function createTree(request: RestRequest): Promise<Answer> {
  const repository = request.repository('write');
  const git = request.git(repository);
  const entries = request.fields.objects('tree');
  if (!entries) {
    throw ForgeError.unprocessable(
      `Invalid request.\n\n"tree" wasn't supplied.`,
    );
  }
  const base = request.fields.text('base_tree');
  const signature = {
    name: 'forge',
    email: 'forge@localhost',
    date: timestamp(),
  };
  let parents: string[] = [];
  if (base !== undefined) {
    const tree = sha.test(base)
      ? await git.describe(`${base}^{tree}`)
      : undefined;
    if (tree?.type !== 'tree')
      throw ForgeError.unprocessable('base_tree is not a valid tree sha');
    // fast-import starts from commits, so the base gets one that nobody sees.
    parents = [
      await commitTree(git.directory, {
        tree: tree.sha,
        parents: [],
        message: 'base',
        author: signature,
        committer: signature,
      }),
    ];
  }
  const edits: FileEdit[] = [];
  for (const entry of entries)
    edits.push(await treeEdit(request, repository, entry));
  const scratch = await writeCommit(git.directory, {
    parents,
    edits,
    message: 'tree',
    author: signature,
    committer: signature,
  });
  const made = await git.commit(scratch);
  const listing = (await git.tree(made!.tree)) ?? [];
  const address = api(request, repository);
  return created({
    sha: made!.tree,
    url: `${address}/git/trees/${made!.tree}`,
    tree: listing.map(({ path, mode, type, sha: id }) => ({
      path,
      mode,
      type,
      sha: id,
      url: `${address}/git/${type}s/${id}`,
    })),
    truncated: false,
  });
}

async function treeEdit(
  request: RestRequest,
  repository: RepositoryRow,
  entry: Fields,
): Promise<FileEdit> {
  const path = entry.requiredText('path');
  const mode =
    entry.choice('mode', [
      '100644',
      '100755',
      '040000',
      '160000',
      '120000',
    ] as const) ?? '100644';
  if (!isWritablePath(path)) {
    throw ForgeError.unprocessable(
      'tree.path contains a malformed path component',
    );
  }
  const content = entry.text('content');
  if (content !== undefined) {
    return { path, content: Buffer.from(content), mode: mode as FileMode };
  }
  if (entry.has('sha') && entry.raw('sha') === undefined) {
    return { path, remove: true };
  }
  const blob = entry.requiredText('sha');
  if (
    mode !== '160000' &&
    !(sha.test(blob) && (await request.git(repository).describe(blob)))
  ) {
    throw ForgeError.unprocessable(
      `tree.sha ${blob.slice(0, 40)} is not a valid blob`,
    );
  }
  return { path, blob, mode };
}

async function createCommit(request: RestRequest): Promise<Answer> {
  const repository = request.repository('write');
  const { fields, actor } = request;
  const git = request.git(repository);
  const message = fields.requiredText('message');
  const tree = fields.requiredText('tree');
  if (!sha.test(tree) || (await git.describe(tree))?.type !== 'tree') {
    throw ForgeError.unprocessable('Tree SHA does not exist');
  }
  const parents = fields.texts('parents') ?? [];
  for (const parent of parents) {
    if (!sha.test(parent) || !(await git.commit(parent))) {
      throw ForgeError.unprocessable(
        'Parent SHA does not exist or is not a commit object',
      );
    }
  }
  const fallback = signatureOf(actor);
  const author = signatureIn(fields.object('author'), fallback);
  const id = await commitTree(git.directory, {
    tree,
    parents,
    message,
    author,
    committer: signatureIn(fields.object('committer'), author),
  });
  return created(
    gitCommitAnswer(request.view, repository, (await git.commit(id))!),
  );
}

function signatureIn(
  fields: Fields | undefined,
  fallback: { name: string; email: string; date: string },
) {
  const date = fields?.text('date') ?? fallback.date;
  if (Number.isNaN(Date.parse(date))) {
    throw ForgeError.unprocessable(`${date} is not a valid date`);
  }
  return {
    name: fields?.text('name') ?? fallback.name,
    email: fields?.text('email') ?? fallback.email,
    date: new Date(date).toISOString(),
  };
}

function blobAnswer(
  request: RestRequest,
  repository: RepositoryRow,
  blob: { sha: string; size: number; content: Buffer },
): Json {
  return {
    sha: blob.sha,
    node_id: nodeId('Blob', `${repository.id}:${blob.sha}`),
    size: blob.size,
    url: `${api(request, repository)}/git/blobs/${blob.sha}`,
    content: blob.content.toString('base64'),
    encoding: 'base64',
  };
}

/** Git's own objects: trees, blobs, commits, tags. */
export const gitDataRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    handle: getTree,
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/trees',
    handle: createTree,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    handle: async request => {
      const repository = request.repository();
      const wanted = request.parameters.file_sha;
      const blob = sha.test(wanted)
        ? await request.git(repository).read(wanted)
        : undefined;
      if (blob?.type !== 'blob') throw ForgeError.notFound();
      return ok(blobAnswer(request, repository, blob));
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/blobs',
    handle: async request => {
      const repository = request.repository('write');
      const encoding =
        request.fields.choice('encoding', ['utf-8', 'base64'] as const) ??
        'utf-8';
      const content = Buffer.from(
        request.fields.requiredText('content'),
        encoding === 'base64' ? 'base64' : 'utf8',
      );
      const id = await request.git(repository).writeObject('blob', content);
      return created({
        sha: id,
        url: `${api(request, repository)}/git/blobs/${id}`,
      });
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    handle: async request => {
      const repository = request.repository();
      const wanted = request.parameters.commit_sha;
      const commit = sha.test(wanted)
        ? await request.git(repository).commit(wanted)
        : undefined;
      if (!commit) throw ForgeError.notFound();
      return ok(gitCommitAnswer(request.view, repository, commit));
    },
  },
  {
    method: 'POST',
    path: '/repos/{owner}/{repo}/git/commits',
    handle: createCommit,
  },
];
