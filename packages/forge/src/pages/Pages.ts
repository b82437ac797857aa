import http from 'node:http';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { readBody } from '../server/readBody';
import { commitPage, commitsPage } from './commitPages';
import { editPage, proposeEditForm } from './editPage';
import { filesPage, rawFile } from './filePages';
import { hookPage, hooksPage, redeliverForm } from './hookPages';
import { html } from './html';
import { document } from './layout';
import { homePage, organizationPage, teamPage } from './organizationPages';
import { PageAnswer, PageRequest } from './PageRequest';
import { openPullRequestForm } from './newPullRequest';
import { pullRequestForm } from './pullRequestForms';
import { pullRequestFilesPage, pullRequestPage } from './pullRequestPage';
import { pullRequestsPage } from './pullRequestsPage';
import { Session } from './Session';
import { stylesheet } from './style';
import { makeTokenForm, revokeTokenForm, tokensPage } from './tokenPages';

type PageHandler = (request: PageRequest) => Promise<PageAnswer> | PageAnswer;

interface PageRoute {
  method: 'GET' | 'POST';
  pattern: RegExp;
  handle: PageHandler;
}

const largestForm = 1024 * 1024;

function get(pattern: RegExp, handle: PageHandler): PageRoute {
  return { method: 'GET', pattern, handle };
}

function post(pattern: RegExp, handle: PageHandler): PageRoute {
  return { method: 'POST', pattern, handle };
}

const routes: readonly PageRoute[] = [
  get(/^\/$/, homePage),
  get(/^\/-\/style\.css$/, () => bytes('text/css; charset=utf-8', stylesheet)),
  get(/^\/-\/avatars\/([^/]+)\.svg$/, ({ parts }) =>
    bytes('image/svg+xml', avatar(parts[0])),
  ),
  post(/^\/-\/session$/, changePerson),
  get(/^\/-\/tokens$/, tokensPage),
  post(/^\/-\/tokens$/, makeTokenForm),
  post(/^\/-\/tokens\/revoke$/, revokeTokenForm),
  get(/^\/orgs\/([^/]+)\/teams\/([^/]+)$/, teamPage),
  get(/^\/orgs\/([^/]+)\/settings\/hooks()$/, hooksPage),
  get(/^\/orgs\/([^/]+)\/settings\/hooks()\/(\d+)$/, hookPage),
  post(
    /^\/orgs\/([^/]+)\/settings\/hooks()\/(\d+)\/deliveries\/(\d+)$/,
    redeliverForm,
  ),
  get(/^\/([^/]+)$/, organizationPage),
  get(/^\/([^/]+)\/([^/]+?)(?:\.git)?()()$/, filesPage),
  get(/^\/([^/]+)\/([^/]+)\/(tree|blob)\/(.+)$/, filesPage),
  get(/^\/([^/]+)\/([^/]+)\/(edit)\/(.+)$/, editPage),
  post(/^\/([^/]+)\/([^/]+)\/(edit)\/(.+)$/, proposeEditForm),
  get(/^\/([^/]+)\/([^/]+)\/raw\/(.+)$/, rawFile),
  get(/^\/([^/]+)\/([^/]+)\/commits(?:\/(.+))?$/, commitsPage),
  get(/^\/([^/]+)\/([^/]+)\/commit\/([0-9a-f]{7,40})$/, commitPage),
  get(/^\/([^/]+)\/([^/]+)\/pulls$/, pullRequestsPage),
  post(/^\/([^/]+)\/([^/]+)\/pulls$/, openPullRequestForm),
  get(/^\/([^/]+)\/([^/]+)\/pull\/(\d+)$/, pullRequestPage),
  get(/^\/([^/]+)\/([^/]+)\/pull\/(\d+)\/files$/, pullRequestFilesPage),
  post(
    /^\/([^/]+)\/([^/]+)\/pull\/(\d+)\/(comment|approve|request-changes|merge|close|reopen)$/,
    pullRequestForm,
  ),
  get(/^\/([^/]+)\/([^/]+)\/settings\/hooks$/, hooksPage),
  get(/^\/([^/]+)\/([^/]+)\/settings\/hooks\/(\d+)$/, hookPage),
  post(
    /^\/([^/]+)\/([^/]+)\/settings\/hooks\/(\d+)\/deliveries\/(\d+)$/,
    redeliverForm,
  ),
];

/** Nothing is loaded but our own stylesheet and pictures; no script ever runs. */
const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Pages for people: plain HTML from the server. */
export class Pages {
  readonly #forge: Forge;

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    url: URL,
  ): Promise<void> {
    const session = Session.of(this.#forge, request);
    const body = await readBody(request, largestForm);
    const found = match(request.method ?? 'GET', url.pathname);
    const page = new PageRequest({
      forge: this.#forge,
      session,
      url,
      parts: found?.parts ?? [],
      fields: new URLSearchParams(body.toString('utf8')),
    });
    let answer: PageAnswer;
    let status = 200;
    try {
      if (!found) throw ForgeError.notFound('There is no such page.');
      if (found.route.method === 'POST') session.requireFormToken(page.fields);
      answer = await found.route.handle(page);
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      status = error.status;
      answer = failurePage(page, error);
    }
    const headers: http.OutgoingHttpHeaders = {
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
      ...(session.caller ? {} : { 'set-cookie': session.anonymousCookie }),
    };
    if ('redirect' in answer) {
      const person = page.fields.get('login');
      response.writeHead(303, {
        ...headers,
        location: answer.redirect,
        ...(url.pathname === '/-/session' && person
          ? { 'set-cookie': session.cookieFor(person) }
          : {}),
      });
      response.end();
    } else if ('bytes' in answer) {
      response.writeHead(answer.status, { ...headers, ...answer.headers });
      response.end(answer.bytes);
    } else {
      response.writeHead(answer.status ?? status, {
        ...headers,
        'content-type': 'text/html; charset=utf-8',
      });
      response.end(document(page, answer.title, answer.main));
    }
  }
}

function match(
  method: string,
  pathname: string,
): { route: PageRoute; parts: string[] } | undefined {
  for (const route of routes) {
    const found =
      route.method === (method === 'HEAD' ? 'GET' : method) &&
      route.pattern.exec(pathname);
    if (found) {
      try {
        return {
          route,
          parts: found.slice(1).map(part => decodeURIComponent(part ?? '')),
        };
      } catch {
        return undefined; // a path that is not properly encoded names nothing
      }
    }
  }
  return undefined;
}

function bytes(type: string, text: string): PageAnswer {
  return {
    status: 200,
    headers: { 'content-type': type, 'cache-control': 'max-age=300' },
    bytes: Buffer.from(text),
  };
}

const ours = 'http://forge.invalid';

/**
 * A page of ours, as a browser would read the address: `//host`, with or without a tab in it, leads elsewhere. So does a
 * path that begins with two slashes once its dots are gone, such as that of `/.//host`: it keeps one.
 */
function pageOfOurs(address: string): string {
  const url = URL.canParse(address, ours) ? new URL(address, ours) : undefined;
  if (url?.origin !== ours) return '/';
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}${url.hash}`;
}

function changePerson(request: PageRequest): PageAnswer {
  const account = request.forge.accounts.byLogin(
    request.fields.get('login') ?? '',
  );
  if (account?.type !== 'User')
    throw ForgeError.notFound('There is no such person.');
  return { redirect: pageOfOurs(request.fields.get('back') ?? '/') };
}

/** What a part without words of its own throws. */
const nothing = ForgeError.notFound();

/** The page above one that is not there: of the repository, else of its owner, else of the forge. */
function above(pathname: string): string {
  const parts = pathname.split('/').filter(Boolean);
  return `/${parts.slice(0, Math.min(parts.length - 1, 2)).join('/')}`;
}

/** Why, in words: programs are told of a field that is missing by a code. */
function reasonOf({ message, fieldErrors = [] }: ForgeError): string {
  const said = fieldErrors.find(each => each.message)?.message;
  if (said) return said;
  if (message === nothing.message) return 'There is nothing here.';
  const missing = fieldErrors.find(({ code }) => code === 'missing_field');
  if (missing?.field === 'body') {
    return 'The text is empty: a comment and a request for changes need one. Go back and write it.';
  }
  return missing ? `${missing.field} is missing.` : message;
}

function failurePage(request: PageRequest, error: ForgeError): PageAnswer {
  if (!request.session.caller) {
    return {
      title: 'Who are you?',
      main: html`<h1>Who are you?</h1>
        <p>
          This forge runs on your machine and asks for no password. Choose a
          person at the top to see what they may see.
        </p>`,
    };
  }
  const { login } = request.session.caller.account;
  return {
    title: error.status === 404 ? 'Not found' : 'Refused',
    main: html`<h1>
        ${error.status === 404 ? 'Not found' : 'That was refused'}
      </h1>
      <p>
        ${error.status === 404 ? html`<code>${request.url.pathname}</code>: ` : ''}
        ${reasonOf(error)}
      </p>
      <p class="soft">
        You are
        ${[403, 404].includes(error.status)
          ? `${login}. What they may not see looks like it is not there; another person may see it.`
          : `${login}.`}
      </p>
      ${error.status === 404
        ? html`<p><a href="${above(request.url.pathname)}">Look one level up</a></p>`
        : ''}`,
  };
}

function avatar(login: string): string {
  const letter = /[a-z0-9]/i.exec(login)?.[0].toUpperCase() ?? '?';
  const hue = [...login].reduce(
    (sum, each) => (sum * 31 + each.charCodeAt(0)) % 360,
    7,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="20" fill="hsl(${hue} 45% 38%)"/><text x="20" y="27" font-size="20" font-family="system-ui, sans-serif" text-anchor="middle" fill="#fff">${letter}</text></svg>`;
}
