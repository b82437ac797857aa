import { ForgeError } from '../errors';
import { Mergeability } from '../present/pullRequests';
import { PullRequestRow } from '../store/PullRequestStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { changesView, commitTable } from './commitPages';
import { html, Markup } from './html';
import { crumbs, moment } from './layout';
import { renderMarkdown } from './markdown';
import { PageAnswer, PageRequest } from './PageRequest';
import { stateBadge } from './pullRequestsPage';
import { statusTable } from './statuses';

interface Opened {
  repository: RepositoryRow;
  pullRequest: PullRequestRow;
  base: string;
  owner: string;
}

function opened(request: PageRequest): Opened {
  const [owner, name, number] = request.parts;
  const repository = request.repository(owner, name);
  const pullRequest = request.forge.pullRequestStore.byNumber(
    repository.id,
    Number(number),
  );
  if (!pullRequest) throw ForgeError.notFound('There is no such pull request.');
  return {
    repository,
    pullRequest,
    owner,
    base: `/${owner}/${repository.name}`,
  };
}

function heading(
  request: PageRequest,
  { pullRequest, repository, base, owner }: Opened,
  current: 'talk' | 'files',
): Markup {
  const here = `${base}/pull/${pullRequest.number}`;
  const tab = (name: typeof current, text: string, href: string) =>
    html`<li>
      <a href="${href}" ${name === current ? html`aria-current="page"` : ''}
        >${text}</a
      >
    </li>`;
  return html`${crumbs(
      [owner, `/${owner}`],
      [repository.name, base],
      ['Pull requests', `${base}/pulls`],
    )}
    <h1>
      ${pullRequest.title} <span class="soft">#${pullRequest.number}</span>
    </h1>
    <p>
      ${stateBadge(pullRequest)} ${whoDoes(request, pullRequest)}
      ${pullRequest.commits}
      ${pullRequest.commits === 1 ? 'commit' : 'commits'} from
      <code>${pullRequest.headRef}</code> into
      <code>${pullRequest.baseRef}</code>
    </p>
    <nav class="tabs" aria-label="Pull request">
      <ul>
        ${tab('talk', 'Conversation', here)}
        ${tab('files', `Files (${pullRequest.changedFiles})`, `${here}/files`)}
      </ul>
    </nav>`;
}

/** The beginning of the sentence that says what became of a pull request. */
function whoDoes(request: PageRequest, pullRequest: PullRequestRow): string {
  if (pullRequest.mergedAt)
    return `${request.loginOf(pullRequest.mergedById!)} merged`;
  const author = request.loginOf(pullRequest.authorId);
  return pullRequest.state === 'closed'
    ? `${author} wanted to merge`
    : `${author} wants to merge`;
}

function entry(
  request: PageRequest,
  values: {
    id: string;
    authorId: number;
    at: string;
    note: string;
    body: string;
    folded?: string | null;
  },
): Markup {
  const login = request.loginOf(values.authorId);
  const body = values.body.trim()
    ? html`<div class="body">${renderMarkdown(values.body)}</div>`
    : '';
  return html`<article class="card comment" id="${values.id}">
    <header>
      <img
        src="/-/avatars/${encodeURIComponent(login)}.svg"
        alt=""
        width="26"
        height="26"
      /><strong>${login}</strong> <span class="soft">${values.note}</span>
      <span class="soft small">${moment(values.at)}</span>
    </header>
    ${values.folded
      ? html`<details>
          <summary>Hidden as ${values.folded}</summary>
          ${body}
        </details>`
      : body}
  </article>`;
}

const reviewNotes: Record<string, string> = {
  APPROVED: 'approved these changes',
  CHANGES_REQUESTED: 'asked for changes',
  COMMENTED: 'reviewed',
  DISMISSED: 'reviewed; that counts no longer',
};

function conversation(
  request: PageRequest,
  { repository, pullRequest }: Opened,
): Markup {
  const comments = request.forge.comments
    .list(repository.id, pullRequest.number)
    .map(comment => ({
      id: `issuecomment-${comment.id}`,
      authorId: comment.authorId,
      at: comment.createdAt,
      note: 'commented',
      body: comment.body,
      folded: comment.minimizedReason,
    }));
  const reviews = request.forge.pullRequestStore
    .reviews(pullRequest.id)
    .map(review => ({
      id: `pullrequestreview-${review.id}`,
      authorId: review.authorId,
      at: review.submittedAt,
      note: reviewNotes[review.state],
      body: review.body,
    }));
  const all = [...comments, ...reviews].sort((one, other) =>
    one.at.localeCompare(other.at),
  );
  return html`<section aria-label="Conversation">
    ${entry(request, {
      id: 'description',
      authorId: pullRequest.authorId,
      at: pullRequest.createdAt,
      note: 'opened this',
      body: pullRequest.body ?? '_No description._',
    })}
    ${all.map(each => entry(request, each))}
  </section>`;
}

/** Going past the rules is a step of its own: a browser sends no form whose required box is not ticked, and the handler asks for it. */
const bypassBox = html`<span class="bypass">
  <input
    type="checkbox"
    id="bypass"
    name="bypass"
    value="yes"
    required
    aria-describedby="unmet"
  />
  <label for="bypass">Merge without waiting for requirements to be met</label>
</span>`;

function mergeBox(
  request: PageRequest,
  { repository, pullRequest, base }: Opened,
  mergeability: Mergeability,
): Markup {
  const here = `${base}/pull/${pullRequest.number}`;
  if (pullRequest.mergedAt) {
    return html`<section class="card">
      <p>
        Merged by ${request.loginOf(pullRequest.mergedById!)}
        ${moment(pullRequest.mergedAt)} as
        <a href="${base}/commit/${pullRequest.mergeCommitSha ?? ''}"
          ><code>${(pullRequest.mergeCommitSha ?? '').slice(0, 7)}</code></a
        >.
      </p>
    </section>`;
  }
  if (!request.may(repository, 'write')) return html``;
  if (pullRequest.state === 'closed')
    return request.form(
      `${here}/reopen`,
      html`<button>Reopen</button>`,
      'card',
    );
  const rule = request.forge.protection.rule(repository, pullRequest.baseRef);
  const unmet = request.forge.protection.unmet(repository, pullRequest);
  const mayPass =
    !rule ||
    unmet.length === 0 ||
    request.forge.protection.canBypass(
      request.session.caller,
      repository,
      rule,
    );
  const isMergeable = mergeability.mergeable && !pullRequest.draft && mayPass;
  return html`<section class="card" aria-labelledby="merging">
    <h2 id="merging">Merging</h2>
    ${mergeability.state === 'dirty'
      ? html`<p class="notice failed">
          This branch has conflicts with ${pullRequest.baseRef}. Merge
          ${pullRequest.baseRef} into it first.
        </p>`
      : ''}
    ${unmet.length > 0
      ? html`<ul class="notice" id="unmet">
          ${unmet.map(each => html`<li>${each}</li>`)}
        </ul>`
      : ''}
    <div class="row">
      ${request.form(
        `${here}/merge`,
        html`<label for="method">How</label>
          <select id="method" name="method">
            <option value="merge">Merge commit</option>
            <option value="squash">Squash</option>
            <option value="rebase">Rebase</option>
          </select>
          ${isMergeable && unmet.length > 0 ? bypassBox : ''}
          <button class="main" ${isMergeable ? '' : html`disabled`}>
            Merge pull request
          </button>`,
        'inline',
      )}
      ${request.form(`${here}/close`, html`<button>Close</button>`, 'inline')}
    </div>
  </section>`;
}

function commentForm(
  request: PageRequest,
  { pullRequest, base }: Opened,
): Markup {
  if (!request.session.caller) return html``;
  const here = `${base}/pull/${pullRequest.number}`;
  const isOwn = request.session.caller.account.id === pullRequest.authorId;
  return html`<section class="card">
    ${request.form(
      `${here}/comment`,
      html`<label for="comment">Write a comment</label>
        <textarea
          id="comment"
          name="body"
          aria-describedby="comment-help"
        ></textarea>
        <p id="comment-help" class="soft small">
          Markdown. <code>atlantis plan</code> and
          <code>atlantis apply</code> are comments, too.
        </p>
        <div class="row">
          <button class="main">Comment</button> ${isOwn ||
          pullRequest.state === 'closed'
            ? ''
            : html`<button formaction="${here}/approve">Approve</button>
                <button formaction="${here}/request-changes">
                  Ask for changes
                </button>`}
        </div>`,
    )}
  </section>`;
}

/** A pull request with its conversation, checks and forms. */
export async function pullRequestPage(
  request: PageRequest,
): Promise<PageAnswer> {
  const here = opened(request);
  const { repository, pullRequest } = here;
  const mergeability = await request.forge.pullRequests.mergeability(
    repository,
    pullRequest,
  );
  const commits = await request.forge.git
    .get(repository.id)
    .history(pullRequest.headSha, { exclude: pullRequest.baseSha, limit: 50 });
  return {
    title: `${pullRequest.title} #${pullRequest.number}`,
    main: html`${heading(request, here, 'talk')} ${conversation(request, here)}
      ${statusTable(request, repository.id, pullRequest.headSha)}
      <h2>Commits</h2>
      ${commitTable(here.base, commits.reverse())}
      ${mergeBox(request, here, mergeability)} ${commentForm(request, here)}`,
  };
}

/** What a pull request changes, file by file. */
export async function pullRequestFilesPage(
  request: PageRequest,
): Promise<PageAnswer> {
  const here = opened(request);
  const { repository, pullRequest } = here;
  const git = request.forge.git.get(repository.id);
  const parting = await git.mergeBase(pullRequest.baseSha, pullRequest.headSha);
  const changes = await git.diff(
    parting ?? pullRequest.baseSha,
    pullRequest.headSha,
  );
  return {
    title: `Files of ${pullRequest.title}`,
    main: html`${heading(request, here, 'files')}${changesView(changes)}`,
  };
}
