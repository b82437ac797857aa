import { signatureOf } from '../forge/Repositories';
import { encodePath } from '../forge/Urls';
import { FileMode, isWritablePath, writeCommit } from '../git/writeCommit';
import { RepositoryRow } from '../store/RepositoryStore';
import { filesPage, placeOf } from './filePages';
import { html } from './html';
import { crumbs } from './layout';
import { openAndShow } from './newPullRequest';
import { PageAnswer, PageRequest } from './PageRequest';

const heads = 'refs/heads/';

/** In bytes. In a form a line break takes six, and a form has a megabyte at most. */
const largestEdited = 128 * 1024;
const modes: readonly string[] = ['100644', '100755'];

/** A file that can be changed on a page. */
interface Editable {
  ref: string;
  path: string;
  /** The default branch's commit, and the file's blob in it. */
  commit: string;
  blob: string;
  mode: FileMode;
  text: string;
}

/** What a form holds that was sent before, and why it was not taken. */
interface Draft {
  text: string;
  title: string;
  body: string;
  problem: string;
  status: number;
}

/** The file as text in a form, for who may write; else the file as everybody sees it, and why. */
export async function editPage(request: PageRequest): Promise<PageAnswer> {
  const [owner, name] = request.parts;
  const repository = request.repository(owner, name);
  if (!request.may(repository, 'write')) {
    return shownOnly(
      request,
      'You may read this repository, not write to it. Who may write proposes a change here.',
    );
  }
  if (repository.archived) {
    return shownOnly(request, 'This repository is archived: nobody changes it.');
  }
  const file = await editable(request, repository);
  return file
    ? form(request, repository, file)
    : shownOnly(
        request,
        `Only text of at most ${largestEdited / 1024} KiB on ${repository.defaultBranch} is changed here. Change this with git, and push a branch.`,
      );
}

async function shownOnly(
  request: PageRequest,
  why: string,
): Promise<PageAnswer> {
  const shown = await filesPage(request);
  return 'main' in shown
    ? { ...shown, main: html`<p class="notice">${why}</p>${shown.main}` }
    : shown;
}

function form(
  request: PageRequest,
  repository: RepositoryRow,
  { ref, path, blob, text }: Editable,
  draft?: Draft,
): PageAnswer {
  const [owner] = request.parts;
  const base = `/${owner}/${repository.name}`;
  const file = `${encodePath(ref)}/${encodePath(path)}`;
  // a browser leaves out the line break that a text begins with
  const fields = html`<input type="hidden" name="blob" value="${blob}" />
    <p><label for="text">Text</label></p>
    <textarea id="text" name="text" class="source" spellcheck="false" rows="28">
${draft?.text ?? text}</textarea
    >
    <div class="row">
      <label for="title">Title</label>
      <input
        id="title"
        name="title"
        type="text"
        required
        maxlength="256"
        size="50"
        value="${draft?.title ?? `Change ${path}`}"
      />
    </div>
    <p><label for="description">Why</label></p>
    <textarea id="description" name="body">
${draft?.body ?? ''}</textarea
    >
    <div class="row"><button class="main">Propose the change</button></div>`;
  return {
    title: `Change ${path}`,
    status: draft?.status,
    main: html`${crumbs([owner, `/${owner}`], [repository.name, base])}
      <h1>Change ${path}</h1>
      ${draft
        ? html`<p class="notice failed" role="alert">
            ${draft.problem} <a href="${base}/blob/${file}">The file</a>
          </p>`
        : ''}
      <p class="soft">
        It becomes a branch of its own and a pull request against
        ${repository.defaultBranch}.
      </p>
      ${request.form(`${base}/edit/${file}`, fields, 'card')}`,
  };
}

/** The text file that an address names, where it is on the default branch and a page can change it. */
async function editable(
  request: PageRequest,
  repository: RepositoryRow,
): Promise<Editable | undefined> {
  const place = await placeOf(request, repository, request.parts[3]);
  const { sha: commit, path, ref } = place;
  const isDefault = ['HEAD', repository.defaultBranch].includes(ref);
  if (!commit || !isWritablePath(path) || !isDefault) return undefined;
  const git = request.forge.git.get(repository.id);
  const parts = path.split('/');
  const file = parts.pop();
  const directory = await git.describe(`${commit}:${parts.join('/')}`);
  const entries = directory && (await git.tree(directory.sha));
  const entry = entries?.find(each => each.path === file);
  if (!entry || !modes.includes(entry.mode)) return undefined;
  // by its name too: a name that is no UTF-8 is told as another
  const blob = await git.read(`${commit}:${path}`);
  if (blob?.sha !== entry.sha || blob.content.length > largestEdited) {
    return undefined;
  }
  const text = blob.content.toString('utf8');
  return isPlain(blob.content, text)
    ? { ref, path, commit, blob: blob.sha, mode: entry.mode as FileMode, text }
    : undefined;
}

/** Whether a form gives a text back as it was: browsers give every line the same end, and nothing but UTF-8. */
function isPlain(content: Buffer, text: string): boolean {
  const ends = new Set(text.match(/\r\n|\r|\n/g));
  return (
    !content.includes(0) &&
    Buffer.from(text).equals(content) &&
    ends.size < 2 &&
    !ends.has('\r')
  );
}

/** Proposes what {@link editPage} asks for, then shows the pull request; shows the form again, with what was written, when it cannot. */
export async function proposeEditForm(
  request: PageRequest,
): Promise<PageAnswer> {
  const [owner, name] = request.parts;
  const { forge, caller, fields } = request;
  const repository = request.repository(owner, name);
  forge.access.requirePermission(caller, repository, 'write');
  const file = await editable(request, repository);
  if (!file) {
    const shown = await editPage(request);
    return 'main' in shown ? { ...shown, status: 422 } : shown;
  }
  const written = request.text('text');
  const title = request.text('title').trim();
  const again = (status: number, problem: string) => {
    const body = request.text('body');
    return form(request, repository, file, { text: written, title, body, problem, status });
  };
  if (file.blob !== fields.get('blob')) {
    return again(
      409,
      `${file.path} has changed since you opened it. Below is your text: take over what changed, and propose it again.`,
    );
  }
  const text = file.text.includes('\r\n')
    ? written.replaceAll('\n', '\r\n')
    : written;
  if (Buffer.byteLength(text) > largestEdited) {
    return again(422, `The text is longer than ${largestEdited / 1024} KiB.`);
  }
  if (text === file.text) return again(422, 'Nothing was changed.');
  if (!title) return again(422, 'The pull request needs a title.');
  const author = signatureOf(caller.account);
  let branch = '';
  await forge.references.apply(repository, caller.account, async () => {
    branch = freeBranch(request, repository.id);
    const after = await writeCommit(forge.git.get(repository.id).directory, {
      parents: [file.commit],
      edits: [{ path: file.path, content: Buffer.from(text), mode: file.mode }],
      message: title,
      author,
      committer: author,
    });
    return [{ name: `${heads}${branch}`, before: undefined, after }];
  });
  return openAndShow(request, repository, branch);
}

/** A branch's name as GitHub gives it to a change that is made on a page. */
function freeBranch(
  { forge, caller }: PageRequest,
  repositoryId: number,
): string {
  const prefix = `${caller.account.login}-patch-`;
  const names = forge.repositoryStore
    .references(repositoryId, heads)
    .map(row => row.name.slice(heads.length));
  // git keeps no branch beside one below it
  const isTaken = (branch: string) =>
    names.some(each => each === branch || each.startsWith(`${branch}/`));
  let number = 1;
  while (isTaken(`${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
