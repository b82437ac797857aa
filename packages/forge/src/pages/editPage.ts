import { ForgeError } from '../errors';
import { signatureOf } from '../forge/Repositories';
import { encodePath } from '../forge/Urls';
import { GitObject } from '../git/ObjectReader';
import { FileMode, writeCommit } from '../git/writeCommit';
import { filesPage, Place, placeOf } from './filePages';
import { html, Markup } from './html';
import { crumbs } from './layout';
import { openAndShow, titleOf } from './newPullRequest';
import { PageAnswer, PageRequest } from './PageRequest';

const heads = 'refs/heads/';

/** In bytes. A form's letters may take three times as many, and a longer file is changed by git. */
const largestEdited = 256 * 1024;
const modes: readonly string[] = ['100644', '100755'];

/** A file that can be changed on a page. */
interface Editable {
  place: Place & { sha: string };
  blob: GitObject;
  mode: FileMode;
}

/** The file as text in a form, for who may write; else the file as everybody sees it, and why. */
export async function editPage(request: PageRequest): Promise<PageAnswer> {
  const [owner, name] = request.parts;
  const repository = request.repository(owner, name);
  if (!request.may(repository, 'write')) {
    return shownOnly(request, 'You may read this repository, not write to it. Who may write proposes a change here.');
  }
  const file = await editable(request);
  if (!file) {
    return shownOnly(request, `Only text on ${repository.defaultBranch} is changed here. Change this with git, and push a branch.`);
  }
  const { place, blob } = file;
  const base = `/${owner}/${repository.name}`;
  const address = `${base}/edit/${encodePath(place.ref)}/${encodePath(place.path)}`;
  return {
    title: `Change ${place.path}`,
    main: html`${crumbs([owner, `/${owner}`], [repository.name, base])}
      <h1>Change ${place.path}</h1>
      <p class="soft">
        It becomes a branch of its own and a pull request against
        ${repository.defaultBranch}.
      </p>
      ${request.form(address, fields(place.path, blob), 'card')}`,
  };
}

async function shownOnly(request: PageRequest, why: string): Promise<PageAnswer> {
  const shown = await filesPage(request);
  return 'main' in shown
    ? { ...shown, main: html`<p class="notice">${why}</p>${shown.main}` }
    : shown;
}

function fields(path: string, { sha, content }: GitObject): Markup {
  // a browser leaves out the line break that a text begins with
  return html`<input type="hidden" name="blob" value="${sha}" />
    <p><label for="text">Text</label></p>
    <textarea id="text" name="text" class="source" spellcheck="false" rows="28">
${content.toString('utf8')}</textarea
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
        value="Change ${path}"
      />
    </div>
    <p><label for="description">Why</label></p>
    <textarea id="description" name="body"></textarea>
    <div class="row"><button class="main">Propose the change</button></div>`;
}

/** The text file that an address names, where it is on the default branch and a page can change it. */
async function editable(request: PageRequest): Promise<Editable | undefined> {
  const [owner, name, , rest] = request.parts;
  const repository = request.repository(owner, name);
  const place = await placeOf(request, repository, rest);
  const { sha, path, ref } = place;
  if (!sha || !path || !['HEAD', repository.defaultBranch].includes(ref)) {
    return undefined;
  }
  const git = request.forge.git.get(repository.id);
  const parts = path.split('/');
  const file = parts.pop();
  const directory = await git.describe(`${sha}:${parts.join('/')}`);
  const entries = directory && (await git.tree(directory.sha));
  const entry = entries?.find(each => each.path === file);
  if (!entry || !modes.includes(entry.mode)) return undefined;
  const blob = await git.read(entry.sha);
  const isText =
    blob?.type === 'blob' &&
    blob.content.length <= largestEdited &&
    // what is not UTF-8 would come back otherwise
    Buffer.from(blob.content.toString('utf8')).equals(blob.content) &&
    !blob.content.includes(0);
  return isText
    ? { place: { ...place, sha }, blob, mode: entry.mode as FileMode }
    : undefined;
}

/** Proposes what {@link editPage} asks for, then shows the pull request. @throws ForgeError when nothing can be proposed */
export async function proposeEditForm(
  request: PageRequest,
): Promise<PageAnswer> {
  const [owner, name] = request.parts;
  const { forge, caller } = request;
  const repository = request.repository(owner, name);
  forge.access.requirePermission(caller, repository, 'write');
  const title = titleOf(request);
  const file = await editable(request);
  if (!file) throw ForgeError.notFound('This file cannot be changed here.');
  const { place, blob, mode } = file;
  if (blob.sha !== request.fields.get('blob')) {
    throw ForgeError.conflict(
      `${place.path} has changed meanwhile. Go back and keep your text, then open the file again.`,
    );
  }
  const text = blob.content.toString('utf8');
  const written = request.text('text');
  const changed = text.includes('\r\n')
    ? written.replaceAll('\n', '\r\n')
    : written;
  if (changed === text) {
    throw ForgeError.unprocessable(
      'Nothing was changed. Go back and change the text.',
    );
  }
  const author = signatureOf(caller.account);
  let branch = '';
  await forge.references.apply(repository, caller.account, async () => {
    branch = freeBranch(request, repository.id);
    const after = await writeCommit(forge.git.get(repository.id).directory, {
      parents: [place.sha],
      edits: [{ path: place.path, content: Buffer.from(changed), mode }],
      message: title,
      author,
      committer: author,
    });
    return [{ name: `${heads}${branch}`, before: undefined, after }];
  });
  return openAndShow(request, repository, branch);
}

/** A branch's name as GitHub gives it to a change that is made on a page. */
function freeBranch({ forge, caller }: PageRequest, repositoryId: number): string {
  const prefix = `${caller.account.login}-patch-`;
  const taken = new Set(
    forge.repositoryStore.references(repositoryId, heads).map(row => row.name),
  );
  let number = 1;
  while (taken.has(`${heads}${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}
