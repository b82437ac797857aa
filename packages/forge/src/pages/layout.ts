import { Content, html, Markup } from './html';
import { PageRequest } from './PageRequest';

/** A whole document around a page's own part. */
export function document(
  request: PageRequest,
  title: string,
  main: Content,
): string {
  return `<!doctype html>\n${html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>${title} · Forge</title>
      <link rel="stylesheet" href="/-/style.css" />
      <link rel="icon" href="/-/avatars/forge.svg" />
    </head>
    <body>
      <a class="skip" href="#main">Skip to content</a>
      <header class="top">
        <div>
          <a class="brand" href="/">Forge</a>
          ${request.session.caller
            ? html`<a href="/-/tokens">Access tokens</a>`
            : ''}
          ${picker(request)}
        </div>
      </header>
      <main id="main">${main}</main>
    </body>
  </html>`}`;
}

function picker(request: PageRequest): Markup {
  const current = request.session.caller?.account.login;
  const people = request.forge.accounts.list('User');
  return request.form(
    '/-/session',
    html`<label for="person">You are</label>
      <select id="person" name="login">
        ${current ? '' : html`<option value="">nobody yet</option>`}
        ${people.map(
          ({ login, name }) =>
            html`<option
              value="${login}"
              ${login === current ? new Markup('selected') : ''}
            >
              ${name ? `${name} (${login})` : login}
            </option>`,
        )}
      </select>
      <input
        type="hidden"
        name="back"
        value="${request.url.pathname + request.url.search}"
      />
      <button>Change</button>`,
    'inline',
  );
}

/** Links from the top to here; the last one is the page itself. */
export function crumbs(...links: Array<[text: string, href: string]>): Markup {
  return html`<nav aria-label="Where you are" class="crumbs">
    ${links.map(
      ([text, href], index) =>
        html`${index > 0 ? ' / ' : ''}<a href="${href}">${text}</a>`,
    )}
  </nav>`;
}

/** The tabs of a repository. */
export function repositoryTabs(
  base: string,
  current: 'files' | 'commits' | 'pulls' | 'hooks',
  open: number,
): Markup {
  const tabs: Array<[typeof current, string, string]> = [
    ['files', 'Files', base],
    ['commits', 'Commits', `${base}/commits`],
    ['pulls', `Pull requests (${open})`, `${base}/pulls`],
    ['hooks', 'Webhooks', `${base}/settings/hooks`],
  ];
  return html`<nav class="tabs" aria-label="Repository">
    <ul>
      ${tabs.map(
        ([name, text, href]) =>
          html`<li>
            <a
              href="${href}"
              ${name === current ? new Markup('aria-current="page"') : ''}
              >${text}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

export function moment(iso: string): Markup {
  const [date, time = ''] = iso.split('T');
  return html`<time datetime="${iso}"
    ><span>${date}</span> <span>${time.replace('Z', ' UTC')}</span></time
  >`;
}
