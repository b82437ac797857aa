import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { HandbookApi, HandbookReadOptions } from './HandbookApi';

type Query = Record<string, string | number | undefined>;

/** {@link HandbookApi} over HTTP. */
export class HandbookClient implements HandbookApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;

  static create(options: { discovery: DiscoveryApi; fetch: FetchApi }): HandbookClient {
    return new HandbookClient(options.discovery, options.fetch);
  }

  private constructor(discovery: DiscoveryApi, fetch: FetchApi) {
    this.#discovery = discovery;
    this.#fetch = fetch;
  }

  listDocuments: HandbookApi['listDocuments'] = (query, options) =>
    this.#request(`documents${searchOf({ ...query })}`, options);

  getDocument: HandbookApi['getDocument'] = (document, options) =>
    this.#request(`document${searchOf(document)}`, options);

  troubleshoot: HandbookApi['troubleshoot'] = (pasted, options) =>
    // in the body: addresses are logged
    this.#request('troubleshoot', {
      ...options,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(pasted),
    });

  async #request<T>(path: string, options: HandbookReadOptions & RequestInit = {}): Promise<T> {
    const base = await this.#discovery.getBaseUrl('handbook');
    const response = await this.#fetch.fetch(`${base}/${path}`, options);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return (await response.json()) as T;
  }
}

function searchOf(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    // an empty filter is no filter
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
