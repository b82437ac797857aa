import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { OwnedDocuments } from '@connectly/plugin-handbook-common';
import { HandbookApi, HandbookReadOptions } from './HandbookApi';

type Query = Record<string, string | number | boolean | undefined>;

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

  listChoices: HandbookApi['listChoices'] = (query, options) => this.#request(`choices${searchOf(query)}`, options);

  getDocument: HandbookApi['getDocument'] = (document, options) =>
    this.#request(`document${searchOf(document)}`, options);

  listOwners: HandbookApi['listOwners'] = async options =>
    (await this.#request<{ items: OwnedDocuments[] }>('owners', options)).items;

  getHistory: HandbookApi['getHistory'] = (document, options) =>
    this.#request(`history${searchOf(document)}`, options);

  // in the body: addresses are logged
  troubleshoot: HandbookApi['troubleshoot'] = (pasted, options) => this.#send('troubleshoot', pasted, options);

  listRuns: HandbookApi['listRuns'] = (query, options) => this.#request(`runs${searchOf({ ...query })}`, options);

  startRun: HandbookApi['startRun'] = start => this.#send('runs', start);

  getRun: HandbookApi['getRun'] = ({ id, language }, options) => this.#request(`${pathOf(id)}${searchOf({ language })}`, options);

  followRun: HandbookApi['followRun'] = ({ id, after }, options) =>
    this.#request(`${pathOf(id)}/entries${searchOf({ after, wait: 25 })}`, options);

  reportDeed: HandbookApi['reportDeed'] = ({ id, report }, options) => this.#send(`${pathOf(id)}/entries`, report, options);

  getRunReport: HandbookApi['getRunReport'] = async ({ id, language }) =>
    (await this.#fetched(`${pathOf(id)}/report${searchOf({ language })}`)).text();

  #send<T>(path: string, body: object, options?: HandbookReadOptions): Promise<T> {
    return this.#request(path, {
      ...options,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #request<T>(path: string, options?: HandbookReadOptions & RequestInit): Promise<T> {
    const response = await this.#fetched(path, options);
    return (await response.json()) as T;
  }

  async #fetched(path: string, options: HandbookReadOptions & RequestInit = {}): Promise<Response> {
    const base = await this.#discovery.getBaseUrl('handbook');
    const response = await this.#fetch.fetch(`${base}/${path}`, options);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

/** The id of a run stands in the portal's own address, where anything may stand. */
function pathOf(run: string): string {
  return `runs/${encodeURIComponent(run)}`;
}

function searchOf(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    // an empty filter is no filter
    if (value !== undefined && value !== '') parameters.set(name, String(value));
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
