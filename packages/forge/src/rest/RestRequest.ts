import http from 'node:http';
import { Caller, Permission } from '../forge/Caller';
import { requireCaller } from '../forge/Access';
import { ForgeError } from '../errors';
import type { Forge } from '../forge/Forge';
import { Json, View } from '../present/View';
import { Answer } from '../server/Exchange';
import { AccountRow } from '../store/AccountStore';
import { AppRow } from '../store/AppStore';
import { RepositoryRow } from '../store/RepositoryStore';
import { GitRepository } from '../git/GitRepository';
import { Fields } from './Fields';

const largestPage = 100;

/** A REST request as its handler sees it. */
export class RestRequest {
  readonly forge: Forge;
  readonly view: View;
  readonly caller: Caller | undefined;
  readonly app: AppRow | undefined;
  readonly parameters: Record<string, string>;
  readonly query: URLSearchParams;
  readonly fields: Fields;
  readonly headers: http.IncomingHttpHeaders;
  readonly #url: URL;

  constructor(parts: {
    forge: Forge;
    view: View;
    app: AppRow | undefined;
    parameters: Record<string, string>;
    url: URL;
    body: unknown;
    headers: http.IncomingHttpHeaders;
  }) {
    this.view = parts.view;
    this.forge = parts.forge;
    this.caller = parts.view.caller;
    this.app = parts.app;
    this.parameters = parts.parameters;
    this.query = parts.url.searchParams;
    this.fields = Fields.of(parts.body);
    this.headers = parts.headers;
    this.#url = parts.url;
  }

  /** The account that makes the request. @throws ForgeError 401 */
  get actor(): AccountRow {
    return requireCaller(this.caller).account;
  }

  /** The repository in the path. @throws ForgeError 404, 401 or 403 */
  repository(wanted: Permission = 'read'): RepositoryRow {
    const { owner, repo } = this.parameters;
    return this.forge.access.repository(this.caller, owner, repo, wanted);
  }

  git(repository: RepositoryRow): GitRepository {
    return this.forge.git.get(repository.id);
  }

  /** A number in the path. @throws ForgeError 404 */
  number(name: string): number {
    const value = Number(this.parameters[name]);
    if (!Number.isSafeInteger(value)) throw ForgeError.notFound();
    return value;
  }

  get page(): { number: number; size: number } {
    const size = Number(this.query.get('per_page') ?? 30);
    return {
      number: Math.max(1, Math.floor(Number(this.query.get('page'))) || 1),
      size: Math.min(largestPage, Math.max(1, Math.floor(size) || 30)),
    };
  }

  /** One page of a list, presented, with GitHub's `link` header. */
  list<Item>(
    items: readonly Item[],
    present: (item: Item) => Json,
    wrap: (page: Json[], total: number) => unknown = page => page,
  ): Answer {
    const { number, size } = this.page;
    const start = (number - 1) * size;
    const page = items.slice(start, start + size).map(present);
    return {
      status: 200,
      body: wrap(page, items.length),
      headers: this.pageLinks(Math.ceil(items.length / size)),
    };
  }

  /** The `link` header for a list that goes on at a cursor. */
  cursorLink(cursor: string): Record<string, string> {
    const url = new URL(this.#url);
    url.searchParams.set('cursor', cursor);
    return { link: `<${url}>; rel="next"` };
  }

  /** The `link` header for a list of so many pages. */
  pageLinks(pages: number): Record<string, string> {
    const { number } = this.page;
    const link = (page: number, relation: string) => {
      const url = new URL(this.#url);
      url.searchParams.set('page', String(page));
      return `<${url}>; rel="${relation}"`;
    };
    const links: string[] = [];
    if (number > 1) links.push(link(number - 1, 'prev'));
    if (number < pages) {
      links.push(link(number + 1, 'next'), link(pages, 'last'));
    }
    if (number > 1) links.push(link(1, 'first'));
    return links.length > 0 ? { link: links.join(', ') } : {};
  }
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function created(body: unknown): Answer {
  return { status: 201, body };
}

export const noContent: Answer = { status: 204 };
