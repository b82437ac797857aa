import { PullRequestRow } from '../store/PullRequestStore';
import { combinedState } from '../store/StatusStore';
import { html, Markup } from './html';
import { crumbs, moment, repositoryTabs } from './layout';
import { PageAnswer, PageRequest } from './PageRequest';
import { newPullRequest } from './newPullRequest';
import { readQuery, understood } from './pullRequestQuery';
import { badge } from './statuses';

export function stateBadge(pullRequest: PullRequestRow): Markup {
  if (pullRequest.mergedAt)
    return html`<span class="badge merged">merged</span>`;
  if (pullRequest.state === 'closed')
    return html`<span class="badge bad">closed</span>`;
  return html`<span class="badge good"
    >${pullRequest.draft ? 'draft' : 'open'}</span
  >`;
}

/** The pull requests of a repository. */
export function pullRequestsPage(request: PageRequest): PageAnswer {
  const [owner, name] = request.parts;
  const repository = request.repository(owner, name);
  const base = `/${owner}/${repository.name}`;
  const query = request.url.searchParams.get('q') ?? 'is:open';
  const { unknown, matches } = readQuery(request, query);
  const rows =
    unknown.length > 0
      ? []
      : request.forge.pullRequestStore
          .list(repository.id)
          .filter(matches)
          .slice(0, 200);
  return {
    title: `Pull requests of ${repository.name}`,
    main: html`${crumbs([owner, `/${owner}`], [repository.name, base])}
      <h1>Pull requests</h1>
      ${repositoryTabs(
        base,
        'pulls',
        request.forge.pullRequestStore.countOpen(repository.id),
      )}
      <form class="row" role="search">
        <label for="query">Search</label>
        <input id="query" name="q" type="search" value="${query}" size="40" />
        <button>Search</button>
        ${['open', 'closed', 'merged'].map(
          state => html`<a href="?q=is:${state}">${state}</a>`,
        )}
      </form>
      ${unknown.length > 0
        ? html`<p class="notice failed" role="alert">
            This forge does not understand
            ${unknown.map(
              (term, index) =>
                html`${index > 0 ? ', ' : ''}<code>${term}</code>`,
            )}.
            A query is words of the title, ${understood.join(', ')}.
          </p>`
        : ''}
      ${rows.length === 0
        ? unknown.length === 0 &&
          html`<p class="card">There is no such pull request.</p>`
        : html`<table class="list">
            <thead>
              <tr>
                <th scope="col">Pull request</th>
                <th scope="col">State</th>
                <th scope="col">Checks</th>
                <th scope="col">Changed</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map(row => {
                const statuses = request.forge.statuses.latest(
                  repository.id,
                  row.headSha,
                );
                return html`<tr>
                  <th scope="row">
                    <a href="${base}/pull/${row.number}">${row.title}</a><br />
                    <span class="soft small"
                      >#${row.number} by ${request.loginOf(row.authorId)},
                      ${row.headRef} → ${row.baseRef}</span
                    >
                  </th>
                  <td>${stateBadge(row)}</td>
                  <td>
                    ${statuses.length > 0 ? badge(combinedState(statuses)) : ''}
                  </td>
                  <td class="small">${moment(row.updatedAt)}</td>
                </tr>`;
              })}
            </tbody>
          </table>`}
      ${newPullRequest(request, repository, base)}`,
  };
}
