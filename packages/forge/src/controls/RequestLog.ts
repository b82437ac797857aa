/** One request as the forge saw it. */
export interface LoggedRequest {
  /** Milliseconds since 1970 by the simulated clock. */
  at: number;
  method: string;
  /** The route's template, for example `/repos/{owner}/{repo}/pulls`. */
  route: string;
  path: string;
  /** `query name` or `mutation name` and the top fields of a GraphQL document. */
  operation?: string;
  status: number;
  /** Whether it counts against GitHub's limits for requests that create content. */
  createsContent: boolean;
  login?: string;
  milliseconds: number;
}

/** How many requests are remembered; older ones are forgotten. */
const capacity = 100_000;

/** What tests count. */
export class RequestLog {
  #requests: LoggedRequest[] = [];

  add(request: LoggedRequest): void {
    this.#requests.push(request);
    if (this.#requests.length > capacity * 1.1) {
      this.#requests = this.#requests.slice(-capacity);
    }
  }

  list(): readonly LoggedRequest[] {
    return this.#requests;
  }

  /** How many requests match; without a filter, all. */
  count(filter: (request: LoggedRequest) => boolean = () => true): number {
    return this.#requests.filter(filter).length;
  }

  reset(): void {
    this.#requests = [];
  }
}
