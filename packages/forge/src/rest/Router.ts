import { ForgeError } from '../errors';
import { RestRequest } from './RestRequest';
import { Answer } from '../server/Exchange';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One route of the REST API, named by GitHub's own template. */
export interface Route {
  method: Method;
  /** As GitHub's OpenAPI description writes it: `/repos/{owner}/{repo}`. */
  path: string;
  handle(request: RestRequest): Promise<Answer> | Answer;
  /** Costs nothing against limits. */
  isFree?: boolean;
  /** For writes that create nothing people are told about. */
  createsContent?: boolean;
}

/** Parameters that go over slashes. */
const longParameters = new Set(['path', 'ref', 'branch', 'basehead']);

interface Compiled {
  route: Route;
  pattern: RegExp;
  names: string[];
  /** More literal parts win: `/repos/{owner}/{repo}/git/refs` over `{ref}`. */
  weight: number;
}

/** Finds the route of a request. */
export class Router {
  readonly routes: readonly Route[];
  readonly #compiled = new Map<string, Compiled[]>();

  constructor(routes: readonly Route[]) {
    this.routes = routes;
    for (const route of routes) {
      const compiled = compile(route);
      const list = this.#compiled.get(route.method) ?? [];
      list.push(compiled);
      this.#compiled.set(route.method, list);
    }
    for (const list of this.#compiled.values()) {
      list.sort((one, other) => other.weight - one.weight);
    }
  }

  find(
    method: string,
    path: string,
  ): { route: Route; parameters: Record<string, string> } | undefined {
    const asked = method === 'HEAD' ? 'GET' : method;
    for (const { route, pattern, names } of this.#compiled.get(asked) ?? []) {
      const match = pattern.exec(path);
      if (!match) continue;
      const parameters: Record<string, string> = {};
      names.forEach((name, index) => {
        parameters[name] = decode(match[index + 1]);
      });
      return { route, parameters };
    }
    return undefined;
  }
}

function compile(route: Route): Compiled {
  const names: string[] = [];
  const source = route.path
    .split('/')
    .map(part => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (!name) return part;
      names.push(name);
      return longParameters.has(name) ? '(.*)' : '([^/]+)';
    })
    .join('/')
    // A directory's contents are asked for with and without a last slash.
    .replace(/\/\(\.\*\)$/, name =>
      route.path.endsWith('{path}') ? '(?:/(.*))?' : name,
    );
  const weight =
    route.path.split('/').length * 10 -
    names.filter(name => longParameters.has(name)).length * 15 -
    names.length;
  return { route, pattern: new RegExp(`^${source}/?$`), names, weight };
}

function decode(text: string | undefined): string {
  if (text === undefined) return '';
  try {
    return decodeURIComponent(text);
  } catch {
    throw ForgeError.badRequest('Problems parsing the URL');
  }
}
