import { ForgeError } from '../errors';
import { encodePath } from '../forge/Urls';
import { RepositoryRow } from '../store/RepositoryStore';
import { TreeEntry } from '../git/treeObject';
import { findCommit } from '../rest/revisions';
import { html, Markup } from './html';
import { crumbs, repositoryTabs } from './layout';
import { renderMarkdown } from './markdown';
import { PageAnswer, PageRequest } from './PageRequest';

/** Longer files are offered raw instead of shown. */
const largestShown = 512 * 1024;

/** A file or directory at a commit; at a repository's start while it has none. */
export interface Place {
  repository: RepositoryRow;
  ref: string;
  path: string;
  sha: string | undefined;
}

/** Branch names may hold slashes: the longest name that exists is the reference. */
export async function placeOf(
  request: PageRequest,
  repository: RepositoryRow,
  rest: string,
): Promise<Place> {
  const parts = rest.split('/').filter(Boolean);
  for (let length = parts.length; length > 0; length -= 1) {
    const ref = parts.slice(0, length).join('/');
    const commit = await findCommit(request.forge, repository, ref);
    if (commit) {
      return {
        repository,
        ref,
        path: parts.slice(length).join('/'),
        sha: commit.sha,
      };
    }
  }
  if (parts.length > 0)
    throw ForgeError.notFound('There is no such branch, tag or commit.');
  const ref = repository.defaultBranch;
  const commit = await findCommit(request.forge, repository, ref);
  return { repository, ref, path: '', sha: commit?.sha };
}

/** A directory with its README, or a file. */
export async function filesPage(request: PageRequest): Promise<PageAnswer> {
  const [owner, name, , rest] = request.parts;
  const repository = request.repository(owner, name);
  const base = `/${owner}/${repository.name}`;
  const place = await placeOf(request, repository, rest);
  const open = request.forge.pullRequestStore.countOpen(repository.id);
  const content = place.sha
    ? await show(request, base, place)
    : emptyRepository(request, base);
  return {
    title: place.path || `${owner}/${repository.name}`,
    main: html`${crumbs([owner, `/${owner}`], [repository.name, base])}
      <h1>${repository.name}</h1>
      ${repository.description
        ? html`<p class="soft">${repository.description}</p>`
        : ''}
      ${repositoryTabs(base, 'files', open)} ${content}`,
  };
}

function emptyRepository(request: PageRequest, base: string): Markup {
  return html`<section class="card">
    <h2>Nothing here yet</h2>
    <p>
      Push something to <code>${request.forge.urls.clone}${base}.git</code>.
    </p>
  </section>`;
}

async function show(
  request: PageRequest,
  base: string,
  place: Place,
): Promise<Markup> {
  const git = request.forge.git.get(place.repository.id);
  const object = await git.read(`${place.sha}:${place.path}`);
  if (!object || object.type === 'commit')
    throw ForgeError.notFound('There is no such file.');
  const trail = pathTrail(base, place);
  if (object.type === 'blob') {
    const isChangeable =
      place.ref === place.repository.defaultBranch &&
      !place.repository.archived &&
      request.may(place.repository, 'write');
    return html`${trail}${fileView(base, place, object.content, isChangeable)}`;
  }
  const entries = (await git.tree(object.sha)) ?? [];
  const readme = entries.find(
    entry => /^readme\.md$/i.test(entry.path) && entry.type === 'blob',
  );
  const text = readme && (await git.read(readme.sha));
  return html`${trail}${branchList(request, base, place)}
  ${directory(base, place, entries)}
  ${text
    ? html`<section class="card body" aria-label="README">
        ${renderMarkdown(text.content.toString('utf8'))}
      </section>`
    : ''}`;
}

function pathTrail(base: string, { ref, path }: Place): Markup {
  const parts = path.split('/').filter(Boolean);
  return html`<p class="crumbs">
    <a href="${base}/tree/${encodePath(ref)}">${ref}</a>${parts.map(
      (part, index) =>
        html` /
          <a
            href="${base}/tree/${encodePath(ref)}/${encodePath(
              parts.slice(0, index + 1).join('/'),
            )}"
            >${part}</a
          >`,
    )}
  </p>`;
}

function branchList(
  request: PageRequest,
  base: string,
  { repository, ref }: Place,
): Markup {
  const names = request.forge.repositoryStore
    .references(repository.id, 'refs/heads/')
    .map(row => row.name.slice('refs/heads/'.length));
  return html`<details class="card">
    <summary>
      ${names.length} ${names.length === 1 ? 'branch' : 'branches'}
    </summary>
    <ul>
      ${names.map(
        name =>
          html`<li>
            <a href="${base}/tree/${encodePath(name)}">${name}</a>${name === ref
              ? ' (shown)'
              : ''}
          </li>`,
      )}
    </ul>
  </details>`;
}

function directory(
  base: string,
  { ref, path }: Place,
  entries: readonly TreeEntry[],
): Markup {
  const sorted = [...entries].sort(
    (one, other) =>
      Number(other.type === 'tree') - Number(one.type === 'tree') ||
      one.path.localeCompare(other.path),
  );
  const prefix = path ? `${encodePath(path)}/` : '';
  return html`<table class="list">
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Kind</th>
      </tr>
    </thead>
    <tbody>
      ${sorted.map(entry => {
        const kind = entry.type === 'tree' ? 'tree' : 'blob';
        return html`<tr>
          <th scope="row">
            ${entry.type === 'commit'
              ? entry.path
              : html`<a
                  href="${base}/${kind}/${encodePath(
                    ref,
                  )}/${prefix}${encodePath(entry.path)}"
                  >${entry.path}${entry.type === 'tree' ? '/' : ''}</a
                >`}
          </th>
          <td class="soft">${kindOf(entry)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function kindOf(entry: TreeEntry): string {
  if (entry.type === 'tree') return 'directory';
  if (entry.type === 'commit') return 'submodule';
  if (entry.mode === '120000') return 'link';
  return entry.mode === '100755' ? 'program' : 'file';
}

function fileView(
  base: string,
  { ref, path }: Place,
  content: Buffer,
  isChangeable: boolean,
): Markup {
  const file = `${encodePath(ref)}/${encodePath(path)}`;
  const raw = html`<p>
    <a href="${base}/raw/${file}">Raw</a>
    ${isChangeable ? html`<a href="${base}/edit/${file}">Change</a>` : ''}
    <span class="soft">${content.length} bytes</span>
  </p>`;
  if (content.length > largestShown || content.subarray(0, 8000).includes(0)) {
    return html`<section class="card">
      ${raw}
      <p>
        This file is not shown: it is
        ${content.length > largestShown ? 'too long' : 'not text'}.
      </p>
    </section>`;
  }
  const text = content.toString('utf8');
  const lines = text.replace(/\n$/, '').split('\n');
  const isMarkdown = /\.md$/i.test(path);
  return html`${isMarkdown
      ? html`<section class="card body">${renderMarkdown(text)}</section>`
      : ''}
    <section class="card" aria-label="Source">
      ${raw}
      <pre class="lines" tabindex="0"><code>${lines.map(
        line => html`<span>${line}</span>`,
      )}</code></pre>
    </section>`;
}

/** A file as it is; never as something that a browser would run. */
export async function rawFile(request: PageRequest): Promise<PageAnswer> {
  const [owner, name, rest] = request.parts;
  const place = await placeOf(request, request.repository(owner, name), rest);
  const object = await request.forge.git
    .get(place.repository.id)
    .read(`${place.sha}:${place.path}`);
  if (object?.type !== 'blob')
    throw ForgeError.notFound('There is no such file.');
  const isText = !object.content.subarray(0, 8000).includes(0);
  return {
    status: 200,
    headers: {
      'content-type': isText
        ? 'text/plain; charset=utf-8'
        : 'application/octet-stream',
      'content-security-policy': "default-src 'none'; sandbox",
    },
    bytes: object.content,
  };
}
