import { PlatformError } from '@connectly/plugin-platform-common';
import { Octokit } from '@octokit/rest';

/** How to reach the forge's API and its git. @public */
export interface ForgeAccess {
  /** `https://api.github.com`, or `https://host/api/v3`. */
  apiUrl: string;
  /** Base of clone URLs, `https://github.com`. */
  gitUrl: string;
  /** A token for the organisation; asked for before each use, since installation tokens expire. */
  token: () => Promise<string>;
}

/** A failure after which the same call may succeed; `retryAfter` in seconds when the forge said so. */
export class TransientForgeError extends Error {
  readonly retryAfter?: number;
  readonly limited: boolean;

  constructor(
    message: string,
    options: { retryAfter?: number; limited?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'TransientForgeError';
    this.retryAfter = options.retryAfter;
    this.limited = options.limited ?? false;
  }
}

/** One of GraphQL's errors, as GitHub writes them. */
export interface GraphqlProblem {
  type?: string;
  path?: (string | number)[];
  message: string;
}

/** Seconds that GitHub asks to wait: `Retry-After`, else the time until the primary limit is reset. */
function secondsToWait(headers: Record<string, string | undefined>): number | undefined {
  if (headers['retry-after'] !== undefined) return Number(headers['retry-after']);
  const reset = Number(headers['x-ratelimit-reset']);
  return headers['x-ratelimit-remaining'] === '0' && reset
    ? Math.max(1, reset - Math.floor(Date.now() / 1000))
    : undefined;
}

/** Longest wait for one answer, in milliseconds; GitHub itself gives up after ten seconds. */
const defaultTimeout = 15_000;

/** The two kinds of request that publishing needs, with failures sorted into *try again* and *refused*. */
export class ForgeClient {
  readonly #access: ForgeAccess;
  readonly #signal?: AbortSignal;
  readonly #timeout: number;

  constructor(access: ForgeAccess, options: { signal?: AbortSignal; timeout?: number } = {}) {
    this.#access = access;
    this.#signal = options.signal;
    this.#timeout = options.timeout ?? defaultTimeout;
  }

  async #octokit(): Promise<Octokit> {
    return new Octokit({
      auth: await this.#access.token(),
      baseUrl: this.#access.apiUrl,
      // failures are thrown and described by us; Octokit would print them to the console as well
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
  }

  #requestOptions() {
    const timeout = AbortSignal.timeout(this.#timeout);
    return {
      signal: this.#signal
        ? AbortSignal.any([this.#signal, timeout])
        : timeout,
    };
  }

  /**
   * One REST request.
   * @throws TransientForgeError, or PlatformError PLT-301
   */
  async rest<T>(route: string, parameters: Record<string, unknown>): Promise<T> {
    const octokit = await this.#octokit();
    try {
      const response = await octokit.request(route, {
        ...parameters,
        request: this.#requestOptions(),
      });
      return response.data as T;
    } catch (error) {
      throw this.#sort(error, route);
    }
  }

  /**
   * One GraphQL document. Problems that the document's own fields report come back beside the data.
   * @throws TransientForgeError, or PlatformError PLT-301
   */
  async graphql<T>(
    document: string,
    variables: Record<string, unknown>,
  ): Promise<{ data: T; problems: GraphqlProblem[] }> {
    const octokit = await this.#octokit();
    try {
      const data = await octokit.graphql<T>(document, {
        ...variables,
        request: this.#requestOptions(),
      });
      return { data, problems: [] };
    } catch (error) {
      const { name, data, errors } = error as {
        name?: string;
        data?: T;
        errors?: GraphqlProblem[];
      };
      if (name === 'GraphqlResponseError' && errors) {
        if (errors.some(problem => problem.type === 'RATE_LIMITED')) {
          throw new TransientForgeError(errors[0].message, { limited: true });
        }
        if (data) return { data, problems: errors };
        throw new PlatformError(
          { code: 'PLT-301', message: errors[0].message },
          { cause: error },
        );
      }
      throw this.#sort(error, 'graphql');
    }
  }

  #sort(error: unknown, route: string): Error {
    if (this.#signal?.aborted) return this.#signal.reason;
    const { status, message, response } = error as {
      status?: number;
      message: string;
      response?: {
        headers: Record<string, string | undefined>;
        data?: { message?: string; errors?: { message?: string }[] };
      };
    };
    const headers = response?.headers ?? {};
    const exhausted = headers['x-ratelimit-remaining'] === '0';
    const limited =
      status === 429 ||
      (status === 403 &&
        (headers['retry-after'] !== undefined ||
          exhausted ||
          /rate limit/i.test(message)));
    if (limited) {
      return new TransientForgeError(message, {
        limited: true,
        retryAfter: secondsToWait(headers),
        cause: error,
      });
    }
    // Octokit gives a failed connection the status 500, so one rule covers both
    if (status === undefined || status >= 500) {
      return new TransientForgeError(message, { cause: error });
    }
    const details = response?.data?.errors?.map(item => item.message).filter(Boolean);
    return new PlatformError(
      {
        code: 'PLT-301',
        message: `The forge answered ${status}: ${response?.data?.message ?? message}${
          details?.length ? ` (${details.join('; ')})` : ''
        }.`,
        where: route,
      },
      { cause: error },
    );
  }
}
