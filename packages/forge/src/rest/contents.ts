import { ForgeError } from '../errors';
import { signatureOf } from '../forge/Repositories';
import { encodePath } from '../forge/Urls';
import { Signature } from '../git/commitObject';
import { isReferenceName, ReferenceUpdate } from '../git/GitRepository';
import { FileEdit, isWritablePath, writeCommit } from '../git/writeCommit';
import { TreeEntry } from '../git/treeObject';
import { gitCommitAnswer } from '../present/commits';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { Answer } from '../server/Exchange';
import { timestamp } from '../store/Database';
import { RepositoryRow } from '../store/RepositoryStore';
import { Fields } from './Fields';
import { created, ok, RestRequest } from './RestRequest';
import { findCommit } from './revisions';
import { Route } from './Router';

/** GitHub sends no content with the JSON of a file above this. */
const largestInline = 1024 * 1024;

function cleanPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}

function links(
  request: RestRequest,
  repository: RepositoryRow,
  ref: string,
  path: string,
  entry: Pick<TreeEntry, 'sha' | 'type'>,
) {
  const { urls } = request.view;
  const fullName = fullNameOf(request.view, repository);
  const kind = entry.type === 'tree' ? 'tree' : 'blob';
  const url = `${urls.api}/repos/${fullName}/contents/${encodePath(
    path,
  )}?ref=${encodeURIComponent(ref)}`;
  const gitUrl = `${urls.api}/repos/${fullName}/git/${kind}s/${entry.sha}`;
  const html = `${urls.web}/${fullName}/${kind}/${encodePath(ref)}/${encodePath(
    path,
  )}`;
  return {
    url,
    git_url: gitUrl,
    html_url: html,
    download_url:
      kind === 'blob'
        ? `${urls.web}/${fullName}/raw/${encodePath(ref)}/${encodePath(path)}`
        : null,
    _links: { self: url, git: gitUrl, html },
  };
}

function fileAnswer(
  request: RestRequest,
  repository: RepositoryRow,
  ref: string,
  path: string,
  blob: { sha: string; size: number; content?: Buffer },
): Json {
  const isInline = blob.content && blob.size <= largestInline;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha: blob.sha,
    size: blob.size,
    type: 'file',
    ...links(request, repository, ref, path, { sha: blob.sha, type: 'blob' }),
    ...(isInline
      ? { content: wrapped(blob.content!), encoding: 'base64' }
      : { content: '', encoding: 'none' }),
  };
}

/** GitHub breaks base64 into lines of 60. */
function wrapped(content: Buffer): string {
  return content.toString('base64').replace(/.{60}/g, '$&\n');
}

async function getContents(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const ref = request.query.get('ref') || repository.defaultBranch;
  const path = cleanPath(request.parameters.path);
  const commit = await findCommit(request.forge, repository, ref);
  if (!commit) {
    throw request.query.get('ref')
      ? ForgeError.notFound(`No commit found for the ref ${ref}`)
      : ForgeError.notFound('This repository is empty.');
  }
  const git = request.git(repository);
  const object = await git.read(path ? `${commit.sha}:${path}` : commit.tree);
  if (!object || object.type === 'commit') throw ForgeError.notFound();
  if (object.type === 'blob') {
    if (/[./]raw\b/.test(request.headers.accept ?? '')) {
      return {
        status: 200,
        headers: {
          'content-type': 'application/vnd.github.raw; charset=utf-8',
          etag: `"${object.sha}"`,
        },
        bytes: object.content,
      };
    }
    return ok(fileAnswer(request, repository, ref, path, object));
  }
  const entries = (await git.tree(object.sha)) ?? [];
  const items = await Promise.all(
    entries.map(async entry => {
      const full = path ? `${path}/${entry.path}` : entry.path;
      const size =
        entry.type === 'blob' ? (await git.describe(entry.sha))?.size ?? 0 : 0;
      return {
        name: entry.path,
        path: full,
        sha: entry.sha,
        size,
        type: typeOf(entry),
        ...links(request, repository, ref, full, entry),
      };
    }),
  );
  return ok(items);
}

function typeOf(entry: TreeEntry): string {
  if (entry.type === 'tree') return 'dir';
  if (entry.type === 'commit') return 'submodule';
  return entry.mode === '120000' ? 'symlink' : 'file';
}

function person(fields: Fields | undefined, fallback: Signature): Signature {
  return {
    name: fields?.text('name') ?? fallback.name,
    email: fields?.text('email') ?? fallback.email,
    date: fields?.text('date') ?? timestamp(),
  };
}

/** Creates, replaces or removes one file in one commit on a branch. */
async function writeFile(
  request: RestRequest,
  isRemoval: boolean,
): Promise<Answer> {
  const repository = request.repository('write');
  const { fields, forge, actor } = request;
  const path = cleanPath(request.parameters.path);
  const message = fields.requiredText('message');
  const known = fields.text('sha') ?? request.query.get('sha') ?? undefined;
  const branch = (
    fields.text('branch') ??
    request.query.get('branch') ??
    repository.defaultBranch
  ).replace(/^refs\/heads\//, '');
  if (!isWritablePath(path)) {
    throw ForgeError.unprocessable('path contains a malformed path component');
  }
  if (!isReferenceName(branch))
    throw ForgeError.notFound(`Branch ${branch} not found`);
  const content = isRemoval ? undefined : decodeContent(fields.text('content'));
  const name = `refs/heads/${branch}`;
  const git = request.git(repository);
  let isNew = true;
  const author = person(fields.object('author'), signatureOf(actor));
  const committer = person(fields.object('committer'), signatureOf(actor));

  const updates = await forge.references.apply(
    repository,
    actor,
    async (): Promise<ReferenceUpdate[]> => {
      const before = forge.repositoryStore.reference(repository.id, name);
      const isFirst =
        forge.repositoryStore.references(repository.id).length === 0;
      if (!before && !isFirst)
        throw ForgeError.notFound(`Branch ${branch} not found`);
      const existing = before
        ? await git.describe(`${before}:${path}`)
        : undefined;
      isNew = existing === undefined;
      if (isRemoval && !existing) throw ForgeError.notFound();
      if (existing && !known) {
        throw ForgeError.unprocessable(
          `Invalid request.\n\n"sha" wasn't supplied.`,
        );
      }
      if (known && existing?.sha !== known) {
        throw ForgeError.conflict(
          existing
            ? `${path} does not match ${known}`
            : `${path} does not exist at ${known}`,
        );
      }
      const edit: FileEdit = content
        ? { path, content }
        : { path, remove: true };
      const after = await writeCommit(git.directory, {
        parents: before ? [before] : [],
        edits: [edit],
        message,
        author,
        committer,
      });
      const refusal = forge.protection.refusal(request.caller, repository, {
        name,
        before,
        after,
      });
      if (refusal) {
        throw ForgeError.conflict(`Could not update file: ${refusal}`);
      }
      return [{ name, before, after }];
    },
  );
  const sha = updates[0].after!;
  const commit = await git.commit(sha);
  const blob = isRemoval ? undefined : await git.describe(`${sha}:${path}`);
  const answer = {
    content: blob
      ? withoutContent(fileAnswer(request, repository, branch, path, blob))
      : null,
    commit: gitCommitAnswer(request.view, repository, commit!),
  };
  return isNew && !isRemoval ? created(answer) : ok(answer);
}

function withoutContent(file: Json): Json {
  return Object.fromEntries(
    Object.entries(file).filter(
      ([name]) => name !== 'content' && name !== 'encoding',
    ),
  );
}

function decodeContent(content: string | undefined): Buffer {
  if (content === undefined) {
    throw ForgeError.unprocessable(
      `Invalid request.\n\n"content" wasn't supplied.`,
    );
  }
  const plain = content.replace(/\s/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(plain)) {
    throw ForgeError.unprocessable('content is not valid Base64');
  }
  return Buffer.from(plain, 'base64');
}

async function getReadme(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const ref = request.query.get('ref') || repository.defaultBranch;
  const commit = await findCommit(request.forge, repository, ref);
  const entries = commit && (await request.git(repository).tree(commit.sha));
  const readme = entries?.find(
    entry => entry.type === 'blob' && /^readme(\.md|\.txt)?$/i.test(entry.path),
  );
  const object = readme && (await request.git(repository).read(readme.sha));
  if (!readme || !object) throw ForgeError.notFound();
  return ok(fileAnswer(request, repository, ref, readme.path, object));
}

/** Files of a repository by path. */
export const contentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: getContents,
  },
  {
    method: 'PUT',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: request => writeFile(request, false),
  },
  {
    method: 'DELETE',
    path: '/repos/{owner}/{repo}/contents/{path}',
    handle: request => writeFile(request, true),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/readme',
    handle: getReadme,
  },
];
