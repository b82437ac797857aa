import { ForgeError } from '../errors';
import { Commit } from '../git/commitObject';
import { FileChange } from '../git/diff';
import { emptyTree } from '../git/GitRepository';
import { findCommit } from '../rest/revisions';
import { placeOf } from './filePages';
import { html, Markup } from './html';
import { crumbs, moment, repositoryTabs } from './layout';
import { diffLines } from './markdown';
import { PageAnswer, PageRequest } from './PageRequest';
import { statusTable } from './statuses';

const pageSize = 30;

export function commitTable(base: string, commits: readonly Commit[]): Markup {
  return html`<table class="list">
    <thead>
      <tr>
        <th scope="col">Commit</th>
        <th scope="col">Who</th>
        <th scope="col">When</th>
      </tr>
    </thead>
    <tbody>
      ${commits.map(
        commit => html`<tr>
          <th scope="row">
            <a href="${base}/commit/${commit.sha}"
              >${commit.message.split('\n')[0] || '(no message)'}</a
            >
            <code>${commit.sha.slice(0, 7)}</code>
          </th>
          <td>${commit.author.name}</td>
          <td class="small">${moment(commit.committer.date)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Changed files with their diffs. */
export function changesView(changes: readonly FileChange[]): Markup {
  return html`<p class="soft">
      ${changes.length} ${changes.length === 1 ? 'file' : 'files'} changed
    </p>
    ${changes.map(
      change => html`<section class="card">
        <h2>
          ${change.previousPath
            ? `${change.previousPath} → `
            : ''}${change.path}
          <span class="small soft"
            >${change.status}, +${change.additions} −${change.deletions}</span
          >
        </h2>
        ${change.patch === undefined
          ? html`<p class="soft">No text to show.</p>`
          : diffLines(change.patch)}
      </section>`,
    )}`;
}

/** The history of a branch, or of a file or directory on it. */
export async function commitsPage(request: PageRequest): Promise<PageAnswer> {
  const [owner, name, wanted] = request.parts;
  const repository = request.repository(owner, name);
  const base = `/${owner}/${repository.name}`;
  const { ref, path, sha } = await placeOf(request, repository, wanted);
  const title = `Commits of ${path || ref}`;
  const page = Math.max(1, Number(request.url.searchParams.get('page')) || 1);
  const commits = sha
    ? await request.forge.git.get(repository.id).history(sha, {
        skip: (page - 1) * pageSize,
        limit: pageSize + 1,
        path,
      })
    : [];
  return {
    title,
    main: html`${crumbs([owner, `/${owner}`], [repository.name, base])}
      <h1>${title}</h1>
      ${repositoryTabs(
        base,
        'commits',
        request.forge.pullRequestStore.countOpen(repository.id),
      )}
      ${sha
        ? commitTable(base, commits.slice(0, pageSize))
        : html`<p class="card">No commit yet.</p>`}
      <p>
        ${page > 1
          ? html`<a href="?page=${page - 1}">Newer</a> `
          : ''}${commits.length > pageSize
          ? html`<a href="?page=${page + 1}">Older</a>`
          : ''}
      </p>`,
  };
}

/** One commit with what it changes. */
export async function commitPage(request: PageRequest): Promise<PageAnswer> {
  const [owner, name, wanted] = request.parts;
  const repository = request.repository(owner, name);
  const base = `/${owner}/${repository.name}`;
  const commit = await findCommit(request.forge, repository, wanted);
  if (!commit) throw ForgeError.notFound('There is no such commit.');
  const changes = await request.forge.git
    .get(repository.id)
    .diff(commit.parents[0] ?? emptyTree, commit.sha);
  const [headline, ...rest] = commit.message.split('\n');
  return {
    title: headline,
    main: html`${crumbs(
        [owner, `/${owner}`],
        [repository.name, base],
        [commit.sha.slice(0, 7), request.url.pathname],
      )}
      <h1>${headline}</h1>
      ${rest.join('').trim() ? html`<pre>${rest.join('\n').trim()}</pre>` : ''}
      <p class="soft">
        ${commit.author.name} · ${moment(commit.committer.date)} ·
        <code>${commit.sha}</code>
      </p>
      ${statusTable(request, repository.id, commit.sha)} ${changesView(changes)}`,
  };
}
