import { ForgeError } from '../errors';
import { RepositoryRow } from '../store/RepositoryStore';
import { html, Markup } from './html';
import { PageAnswer, PageRequest } from './PageRequest';

const heads = 'refs/heads/';

/** Branches that hold something else than the default one, and that no open pull request is of. */
function proposableBranches(
  { forge }: PageRequest,
  repository: RepositoryRow,
): string[] {
  const branches = forge.repositoryStore
    .references(repository.id, heads)
    .map(({ name, sha }) => ({ name: name.slice(heads.length), sha }));
  const base = branches.find(({ name }) => name === repository.defaultBranch);
  const open = forge.pullRequestStore.list(repository.id, { state: 'open' });
  return branches
    .filter(({ sha }) => sha !== base?.sha)
    .filter(({ name }) => !open.some(({ headRef }) => headRef === name))
    .map(({ name }) => name);
}

/** The form that opens a pull request of a pushed branch, for who may write; nothing where there is no such branch. */
export function newPullRequest(
  request: PageRequest,
  repository: RepositoryRow,
  base: string,
): Markup {
  const branches = request.may(repository, 'write')
    ? proposableBranches(request, repository)
    : [];
  if (branches.length === 0) return html``;
  return html`<section class="card" aria-labelledby="new">
    <h2 id="new">Open a pull request</h2>
    ${request.form(
      `${base}/pulls`,
      html`<div class="row">
          <label for="head">Branch</label>
          <select id="head" name="head">
            ${branches.map(name => html`<option>${name}</option>`)}
          </select>
          <span class="soft">→ ${repository.defaultBranch}</span>
        </div>
        <div class="row">
          <label for="title">Title</label>
          <input id="title" name="title" type="text" required maxlength="256" size="50" />
        </div>
        <p><label for="description">Description</label></p>
        <textarea id="description" name="body"></textarea>
        <div class="row"><button class="main">Open pull request</button></div>`,
    )}
  </section>`;
}

/** Opens what {@link newPullRequest} asks for, then shows it. */
export async function openPullRequestForm(
  request: PageRequest,
): Promise<PageAnswer> {
  const [owner, name] = request.parts;
  const { forge, caller } = request;
  const repository = request.repository(owner, name);
  forge.access.requirePermission(caller, repository, 'write');
  return openAndShow(request, repository, request.text('head'));
}

/** Opens a pull request of a branch, with the title and the text of a form, then shows it. @throws ForgeError 422 without a title */
export async function openAndShow(
  request: PageRequest,
  repository: RepositoryRow,
  head: string,
): Promise<PageAnswer> {
  const { forge, caller, parts } = request;
  const title = request.text('title').trim();
  if (!title) throw ForgeError.missingField('PullRequest', 'title');
  const { number } = await forge.pullRequests.open(repository, caller.account, {
    title,
    body: request.text('body'),
    head,
    base: repository.defaultBranch,
    draft: false,
  });
  return { redirect: `/${parts[0]}/${repository.name}/pull/${number}` };
}
