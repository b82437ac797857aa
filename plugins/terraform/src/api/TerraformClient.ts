import { ResponseError } from '@backstage/errors';
import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { TerraformApi, TerraformPage, TerraformReadOptions } from './TerraformApi';

type Query = Record<string, string | number | undefined>;

/** {@link TerraformApi} over HTTP. */
export class TerraformClient implements TerraformApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;

  static create(options: {
    discovery: DiscoveryApi;
    fetch: FetchApi;
  }): TerraformClient {
    return new TerraformClient(options.discovery, options.fetch);
  }

  private constructor(discovery: DiscoveryApi, fetch: FetchApi) {
    this.#discovery = discovery;
    this.#fetch = fetch;
  }

  listModules: TerraformApi['listModules'] = (query, options) =>
    this.#request(['modules'], { ...query }, options);

  getModule: TerraformApi['getModule'] = (name, options) =>
    this.#request(['modules', name], {}, options);

  getModuleVersion: TerraformApi['getModuleVersion'] = (
    { name, version },
    options,
  ) => this.#request(['modules', name, 'versions', version], {}, options);

  getModuleInputs: TerraformApi['getModuleInputs'] = (
    { name, version },
    options,
  ) =>
    this.#request(['modules', name, 'versions', version, 'inputs'], {}, options);

  writeModuleCall: TerraformApi['writeModuleCall'] = (
    { name, version, draft },
    options,
  ) =>
    this.#request(['modules', name, 'versions', version, 'call'], {}, {
      ...options,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(draft),
    });

  listDocuments: TerraformApi['listDocuments'] = async (
    { about, language },
    options,
  ) => {
    const query = { about, order: 'urgency', language, limit: 50 };
    try {
      return await this.#request<TerraformPage<DocumentSummary>>(
        ['documents'],
        query,
        options,
        'handbook',
      );
    } catch (error) {
      if (ResponseError.is(error) && error.statusCode === 404) return undefined;
      throw error;
    }
  };

  listConsumers: TerraformApi['listConsumers'] = (
    { module, ...paging },
    options,
  ) => this.#request(['modules', module, 'consumers'], { ...paging }, options);

  listStacks: TerraformApi['listStacks'] = (query, options) =>
    this.#request(['stacks'], { ...query }, options);

  getStack: TerraformApi['getStack'] = (name, options) =>
    this.#request(['stacks', name], {}, options);

  getServiceUsage: TerraformApi['getServiceUsage'] = (repository, options) =>
    this.#request(['services', repository, 'usage'], {}, options);

  async #request<T>(
    path: string[],
    query: Query,
    options: TerraformReadOptions & RequestInit = {},
    pluginId = 'terraform',
  ): Promise<T> {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      // an empty filter is no filter
      if (value !== undefined && value !== '')
        parameters.set(name, String(value));
    }
    const base = await this.#discovery.getBaseUrl(pluginId);
    const search = parameters.size > 0 ? `?${parameters}` : '';
    const response = await this.#fetch.fetch(
      `${base}/${path.map(encodeURIComponent).join('/')}${search}`,
      options,
    );
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return (await response.json()) as T;
  }
}
