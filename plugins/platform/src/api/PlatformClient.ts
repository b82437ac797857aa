import { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { ModuleDetails } from '@connectly/plugin-terraform-common';
import { DraftAnswers, DraftDecision, DraftModule, DraftWaiver, NameAvailability, PlatformApi } from './PlatformApi';

/** {@link PlatformApi} over HTTP. */
export class PlatformClient implements PlatformApi {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;

  static create(options: { discovery: DiscoveryApi; fetch: FetchApi }): PlatformClient {
    return new PlatformClient(options.discovery, options.fetch);
  }

  private constructor(discovery: DiscoveryApi, fetch: FetchApi) {
    this.#discovery = discovery;
    this.#fetch = fetch;
  }

  async preview(answers: DraftAnswers, options: { signal?: AbortSignal } = {}) {
    return await this.#preview<Awaited<ReturnType<PlatformApi['preview']>>>('services', answers, options);
  }

  async previewDecision(answers: DraftDecision, options: { signal?: AbortSignal } = {}) {
    return await this.#preview<Awaited<ReturnType<PlatformApi['previewDecision']>>>('decisions', answers, options);
  }

  async previewModule(answers: DraftModule, options: { signal?: AbortSignal } = {}) {
    return await this.#preview<Awaited<ReturnType<PlatformApi['previewModule']>>>('modules', answers, options);
  }

  async previewWaiver(answers: DraftWaiver, options: { signal?: AbortSignal } = {}) {
    return await this.#preview<Awaited<ReturnType<PlatformApi['previewWaiver']>>>('waivers', answers, options);
  }

  async checkName(name: string, options: { signal?: AbortSignal } = {}) {
    return await this.#availability('services', name, options);
  }

  async checkModuleName(name: string, options: { signal?: AbortSignal } = {}) {
    return await this.#availability('modules', name, options);
  }

  async listModuleVersions(module: string, options: { signal?: AbortSignal } = {}) {
    const { versions } = await this.#request<ModuleDetails>('terraform', `/modules/${encodeURIComponent(module)}`, {
      signal: options.signal,
    });
    return versions;
  }

  async #availability(kind: 'services' | 'modules', name: string, { signal }: { signal?: AbortSignal }) {
    return await this.#request<NameAvailability>('platform', `/${kind}/${encodeURIComponent(name)}/availability`, { signal });
  }

  async #preview<T>(form: 'services' | 'decisions' | 'modules' | 'waivers', answers: object, { signal }: { signal?: AbortSignal }) {
    return await this.#request<T>('platform', `/${form}/preview`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(answers),
      signal,
    });
  }

  async #request<T>(plugin: 'platform' | 'terraform', path: string, init: RequestInit): Promise<T> {
    const base = await this.#discovery.getBaseUrl(plugin);
    const response = await this.#fetch.fetch(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return (await response.json()) as T;
  }
}
