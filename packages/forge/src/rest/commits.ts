import { ForgeError } from '../errors';
import { Commit } from '../git/commitObject';
import { emptyTree } from '../git/GitRepository';
import { commitAnswer, diffEntry } from '../present/commits';
import { simplePullRequest } from '../present/pullRequests';
import { fullNameOf } from '../present/repositories';
import { Json } from '../present/View';
import { Answer } from '../server/Exchange';
import { RepositoryRow } from '../store/RepositoryStore';
import { ok, RestRequest } from './RestRequest';
import { emptyRepository, findCommit } from './revisions';
import { Route } from './Router';

/** GitHub names at most so many files and commits of a comparison. */
const largestComparison = { files: 300, commits: 250 };

async function requireCommit(
  request: RestRequest,
  repository: RepositoryRow,
  revision: string,
): Promise<Commit> {
  const commit = await findCommit(request.forge, repository, revision);
  if (commit) return commit;
  throw request.forge.repositoryStore.references(repository.id).length === 0
    ? emptyRepository()
    : ForgeError.unprocessable(`No commit found for SHA: ${revision}`);
}

async function listCommits(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const { query } = request;
  const revision = query.get('sha') || repository.defaultBranch;
  const start = await findCommit(request.forge, repository, revision);
  if (!start) {
    throw request.forge.repositoryStore.references(repository.id).length === 0
      ? emptyRepository()
      : ForgeError.notFound();
  }
  const { number, size } = request.page;
  const path = query.get('path') || undefined;
  // One more than a page tells whether there is a next one.
  const commits = await request.git(repository).history(start.sha, {
    skip: (number - 1) * size,
    limit: size + 1,
    path: path && `:(literal)${path}`,
    since: date(query.get('since')),
    until: date(query.get('until')),
  });
  const pages = commits.length > size ? number + 1 : number;
  return {
    status: 200,
    headers: request.pageLinks(pages),
    body: commits
      .slice(0, size)
      .map(commit => commitAnswer(request.view, repository, commit)),
  };
}

function date(text: string | null): string | undefined {
  if (!text) return undefined;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw ForgeError.unprocessable('Invalid date');
  return new Date(moment).toISOString();
}

async function withFiles(
  request: RestRequest,
  repository: RepositoryRow,
  commit: Commit,
): Promise<Json> {
  const changes = await request
    .git(repository)
    .diff(commit.parents[0] ?? emptyTree, commit.sha);
  const additions = changes.reduce((sum, each) => sum + each.additions, 0);
  const deletions = changes.reduce((sum, each) => sum + each.deletions, 0);
  return {
    ...commitAnswer(request.view, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: changes.map(change =>
      diffEntry(request.view, repository, commit.sha, change),
    ),
  };
}

async function getCommit(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const commit = await requireCommit(
    request,
    repository,
    request.parameters.ref,
  );
  const accept = request.headers.accept ?? '';
  if (/\bsha\b/.test(accept)) {
    return {
      status: 200,
      headers: {
        'content-type': 'application/vnd.github.sha; charset=utf-8',
        etag: `"${commit.sha}"`,
      },
      bytes: Buffer.from(commit.sha),
    };
  }
  if (/\bdiff\b/.test(accept)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.github.diff; charset=utf-8' },
      bytes: await request
        .git(repository)
        .patch(commit.parents[0] ?? emptyTree, commit.sha),
    };
  }
  return ok(await withFiles(request, repository, commit));
}

async function compare(request: RestRequest): Promise<Answer> {
  const repository = request.repository();
  const owner = request.forge.accounts.require(repository.ownerId);
  const [from, to] = request.parameters.basehead
    .split('...')
    .map(side =>
      side.toLowerCase().startsWith(`${owner.login.toLowerCase()}:`)
        ? side.slice(owner.login.length + 1)
        : side,
    );
  const [base, head] = await Promise.all(
    [from, to].map(side => side && findCommit(request.forge, repository, side)),
  );
  if (!base || !head) throw ForgeError.notFound();
  const git = request.git(repository);
  const parting = await git.mergeBase(base.sha, head.sha);
  if (!parting) {
    throw ForgeError.notFound(`No common ancestor between ${from} and ${to}.`);
  }
  const [ahead, behind, changes, mergeBase] = await Promise.all([
    git.history(head.sha, { exclude: base.sha }),
    git.countCommits(base.sha, head.sha),
    git.diff(parting, head.sha),
    git.commit(parting),
  ]);
  const fullName = fullNameOf(request.view, repository);
  const api = `${request.view.urls.api}/repos/${fullName}`;
  const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
  const web = `${request.view.urls.web}/${fullName}/compare/${range}`;
  const present = (commit: Commit) =>
    commitAnswer(request.view, repository, commit);
  return ok({
    url: `${api}/compare/${range}`,
    html_url: web,
    permalink_url: `${
      request.view.urls.web
    }/${fullName}/compare/${base.sha.slice(0, 7)}...${head.sha.slice(0, 7)}`,
    diff_url: `${web}.diff`,
    patch_url: `${web}.patch`,
    base_commit: present(base),
    merge_base_commit: present(mergeBase!),
    status: relation(ahead.length, behind),
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.reverse().slice(0, largestComparison.commits).map(present),
    files: changes
      .slice(0, largestComparison.files)
      .map(change => diffEntry(request.view, repository, head.sha, change)),
  });
}

function relation(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

/** History and comparisons. */
export const commitRoutes: readonly Route[] = [
  { method: 'GET', path: '/repos/{owner}/{repo}/commits', handle: listCommits },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{ref}',
    handle: getCommit,
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    handle: async request => {
      const repository = request.repository();
      const commit = await requireCommit(
        request,
        repository,
        request.parameters.commit_sha,
      );
      const rows = request.forge.pullRequestStore
        .list(repository.id)
        .filter(
          each =>
            each.headSha === commit.sha || each.mergeCommitSha === commit.sha,
        );
      return request.list(rows, each =>
        simplePullRequest(request.view, repository, each),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    handle: compare,
  },
];
