import { html, Markup } from './html';
import { PageRequest } from './PageRequest';

const looks: Record<string, { className: string; text: string }> = {
  success: { className: 'good', text: 'passed' },
  failure: { className: 'bad', text: 'failed' },
  error: { className: 'bad', text: 'failed' },
  pending: { className: 'wait', text: 'waiting' },
};

export function badge(state: string): Markup {
  const look = looks[state] ?? { className: 'wait', text: state };
  return html`<span class="badge ${look.className}">${look.text}</span>`;
}

/** The newest status of each context and the check runs of a commit. */
export function statusTable(
  request: PageRequest,
  repositoryId: number,
  sha: string,
): Markup {
  const { statuses } = request.forge;
  const rows = [
    ...statuses.latest(repositoryId, sha).map(status => ({
      state: status.state as string,
      name: status.context,
      text: status.description,
      link: status.targetUrl,
    })),
    ...statuses.checkRuns(repositoryId, sha).map(run => ({
      state: run.conclusion ?? 'pending',
      name: run.name,
      text: JSON.parse(run.output).title ?? null,
      link: run.detailsUrl,
    })),
  ];
  if (rows.length === 0) return html``;
  return html`<section aria-labelledby="checks">
    <h2 id="checks">Checks</h2>
    <table class="list">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">Check</th>
          <th scope="col">What it says</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row => html`<tr>
            <td>${badge(row.state)}</td>
            <th scope="row">
              ${isWebLink(row.link)
                ? html`<a href="${row.link}" rel="noopener">${row.name}</a>`
                : row.name}
            </th>
            <td>${row.text ?? ''}</td>
          </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

/** Programs may name any address: only those of the web become links. */
function isWebLink(link: string | null): link is string {
  return link !== null && /^https?:\/\//i.test(link);
}
