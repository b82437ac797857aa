import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { GitError } from '../git/runGit';
import { View } from '../present/View';
import {
  anonymousBudget,
  authenticate,
  Identity,
} from '../server/authentication';
import { Answer, exchange, send } from '../server/Exchange';
import { limitAnswer, limitHeaders } from '../server/limitAnswers';
import { BodyTooLargeError, readBody } from '../server/readBody';
import { Router } from './Router';
import { RestRequest } from './RestRequest';
import { routes } from './routes';

/** The root of the REST API on GitHub Enterprise Server, which clients expect. */
export const restRoot = '/api/v3';
/** GitHub takes files up to 100 MB; base64 makes them a third larger. */
const largestBody = 140 * 1024 * 1024;

const scopes =
  'admin:org, admin:org_hook, admin:repo_hook, delete_repo, repo, user, workflow';

/** GitHub's REST API over the forge. */
export class RestApi {
  readonly #forge: Forge;
  readonly #router = new Router(routes);

  constructor(forge: Forge) {
    this.#forge = forge;
  }

  async handle(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    url: URL,
    isSecure: boolean,
  ): Promise<void> {
    const forge = this.#forge;
    const method = request.method ?? 'GET';
    const path = url.pathname.slice(restRoot.length) || '/';
    let identity: Identity = {};
    let failure: unknown;
    let found: ReturnType<Router['find']>;
    let body: Buffer | undefined;
    try {
      found = this.#router.find(method, path);
      body = await readBody(request, largestBody);
      identity = authenticate(forge, request);
    } catch (error) {
      failure = error;
    }
    const { caller, app } = identity;
    const isRead = method === 'GET' || method === 'HEAD';
    const budget = caller?.budget ?? anonymousBudget;
    const login = caller?.account.login;
    const answer = await exchange(
      forge,
      request,
      {
        route: found?.route.path ?? path,
        createsContent:
          found?.route.createsContent ?? (!isRead && method !== 'DELETE'),
        isRead,
        isFree: found?.route.isFree,
        budget,
        login,
      },
      async () => {
        try {
          if (failure) throw failure;
          if (!found) throw ForgeError.notImplemented(`${method} ${path}`);
          const view: View = {
            records: forge,
            urls: isSecure ? forge.urls.secure() : forge.urls,
            caller,
          };
          const answered = await found.route.handle(
            new RestRequest({
              forge,
              view,
              app,
              parameters: found.parameters,
              url: new URL(`${view.urls.api}${path}${url.search}`),
              body: parseBody(body),
              headers: request.headers,
            }),
          );
          return isRead ? revalidated(request, answered) : answered;
        } catch (error) {
          return errorAnswer(error, path);
        }
      },
      refusal => limitAnswer(refusal, login),
    );
    if (typeof answer === 'symbol') return send(request, response, answer);
    const resource = path.startsWith('/search/') ? 'search' : 'core';
    return send(request, response, {
      ...answer,
      headers: {
        ...apiHeaders(),
        ...limitHeaders(forge.controls.limits, budget, resource),
        ...(caller ? { 'x-oauth-scopes': scopes } : {}),
        ...answer.headers,
      },
    });
  }
}

/** Headers of every answer of both APIs. */
export function apiHeaders(): Record<string, string> {
  return {
    'x-github-request-id': randomBytes(12).toString('hex').toUpperCase(),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': '2022-11-28',
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization',
  };
}

function parseBody(body: Buffer | undefined): unknown {
  if (!body || body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw ForgeError.badRequest('Problems parsing JSON');
  }
}

/** Answers 304 to a reader who has this very answer. */
function revalidated(request: http.IncomingMessage, answer: Answer): Answer {
  if (answer.status !== 200) return answer;
  const bytes = answer.bytes ?? Buffer.from(JSON.stringify(answer.body));
  const etag =
    answer.headers?.etag ??
    `W/"${createHash('sha256').update(bytes).digest('hex')}"`;
  const known = request.headers['if-none-match']
    ?.split(',')
    .map(each => each.trim());
  const plain = (tag: string) => tag.replace(/^W\//, '');
  if (known?.some(each => plain(each) === plain(etag))) {
    return { status: 304, headers: { etag } };
  }
  return { ...answer, headers: { ...answer.headers, etag } };
}

/** Any failure in GitHub's shape; what is not a refusal is a 500 without details. */
export function errorAnswer(error: unknown, path: string): Answer {
  if (error instanceof ForgeError) {
    return {
      status: error.status,
      headers:
        error.status === 401
          ? { 'www-authenticate': 'Basic realm="GitHub"' }
          : {},
      body: {
        message: error.message,
        ...(error.fieldErrors ? { errors: error.fieldErrors } : {}),
        documentation_url: 'https://docs.github.com/rest',
        status: String(error.status),
      },
    };
  }
  const status = error instanceof BodyTooLargeError ? 413 : 500;
  if (status === 500) {
    const detail =
      error instanceof GitError || !(error instanceof Error)
        ? String(error)
        : error.stack;
    process.stderr.write(`forge: ${path}: ${detail}\n`);
  }
  return {
    status,
    body: {
      message: status === 413 ? 'Payload too large' : 'Server Error',
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    },
  };
}
