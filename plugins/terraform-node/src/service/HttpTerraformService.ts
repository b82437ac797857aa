import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import {
  TerraformPage,
  TerraformRequestOptions,
  TerraformService,
} from './TerraformService';

type Query = Record<string, string | number | string[] | undefined>;

/** Versions asked for at once: a version is some 20 kB. */
const catalogueLimit = 100;

/** Asks the terraform backend over HTTP, on behalf of the caller. @internal */
export class HttpTerraformService implements TerraformService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): HttpTerraformService {
    return new HttpTerraformService(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  listModules: TerraformService['listModules'] = (request, options) =>
    this.#get('/modules', { ...request }, options);

  getModule: TerraformService['getModule'] = ({ name }, options) =>
    this.#get(path('modules', name), {}, options);

  getModuleVersion: TerraformService['getModuleVersion'] = (
    { name, version },
    options,
  ) => this.#get(path('modules', name, 'versions', version), {}, options);

  getModuleCatalogue: TerraformService['getModuleCatalogue'] = async (
    { modules },
    options,
  ) => {
    const versions: ModuleVersion[] = [];
    for (;;) {
      const query = {
        module: modules,
        offset: versions.length,
        limit: catalogueLimit,
      };
      const page = await this.#get<TerraformPage<ModuleVersion>>(
        '/catalogue',
        query,
        options,
      );
      versions.push(...page.items);
      if (page.items.length === 0 || versions.length >= page.total) {
        return versions;
      }
    }
  };

  listConsumers: TerraformService['listConsumers'] = (
    { module, ...paging },
    options,
  ) => this.#get(path('modules', module, 'consumers'), paging, options);

  listStacks: TerraformService['listStacks'] = (request, options) =>
    this.#get('/stacks', { ...request }, options);

  getStack: TerraformService['getStack'] = ({ name }, options) =>
    this.#get(path('stacks', name), {}, options);

  getServiceUsage: TerraformService['getServiceUsage'] = (
    { repository },
    options,
  ) => this.#get(path('services', repository, 'usage'), {}, options);

  listFindings: TerraformService['listFindings'] = (request, options) =>
    this.#get('/findings', { ...request }, options);

  async #get<T>(
    relative: string,
    query: Query,
    options: TerraformRequestOptions,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'terraform',
    });
    const url = new URL(
      `${await this.#discovery.getBaseUrl('terraform')}${relative}`,
    );
    for (const [name, value] of Object.entries(query)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (each !== undefined) {
          url.searchParams.append(name, String(each));
        }
      }
    }
    const response = await fetch(url, {
      signal: options.signal,
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}

function path(...parts: string[]): string {
  return `/${parts.map(encodeURIComponent).join('/')}`;
}
