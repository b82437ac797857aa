import { ForgeError } from '../errors';
import { encodePath } from '../forge/Urls';
import { fullNameOf } from '../present/repositories';
import { Answer } from '../server/Exchange';
import { RestRequest } from './RestRequest';
import { findCommit } from './revisions';
import { Route } from './Router';

/**
 * GitHub redirects to another host with a short-lived token. The forge sends
 * readers on to an address of its own that asks for the same credentials,
 * which clients keep on a redirect within one origin.
 */
async function redirect(
  request: RestRequest,
  format: 'tar.gz' | 'zip',
): Promise<Answer> {
  const repository = request.repository();
  const ref = request.parameters.ref || repository.defaultBranch;
  if (!(await findCommit(request.forge, repository, ref))) {
    throw ForgeError.notFound();
  }
  const { api } = request.view.urls;
  const location = `${api}/forge/archives/${fullNameOf(
    request.view,
    repository,
  )}/${format}/${encodePath(ref)}`;
  return { status: 302, headers: { location } };
}

async function archive(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const format = request.parameters.format === 'zip' ? 'zip' : 'tar.gz';
  const commit = await findCommit(
    request.forge,
    repository,
    request.parameters.ref,
  );
  if (!commit) throw ForgeError.notFound();
  const owner = request.forge.accounts.require(repository.ownerId);
  const name = `${owner.login}-${repository.name}-${commit.sha.slice(0, 7)}`;
  const child = request.git(repository).archive(commit.sha, format, name);
  child.stderr.resume();
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk);
  return {
    status: 200,
    headers: {
      'content-type':
        format === 'zip' ? 'application/zip' : 'application/x-gzip',
      'content-disposition': `attachment; filename=${name}.${format}`,
      etag: `"${commit.sha}"`,
    },
    bytes: Buffer.concat(chunks),
  };
}

/** Whole trees as archives. */
export const archiveRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/tarball/{ref}',
    handle: request => redirect(request, 'tar.gz'),
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/zipball/{ref}',
    handle: request => redirect(request, 'zip'),
  },
  {
    method: 'GET',
    path: '/forge/archives/{owner}/{repo}/{format}/{ref}',
    isFree: true,
    handle: archive,
  },
];
