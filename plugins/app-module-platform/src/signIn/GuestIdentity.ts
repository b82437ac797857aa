import {
  BackstageUserIdentity,
  DiscoveryApi,
  IdentityApi,
  ProfileInfo,
} from '@backstage/frontend-plugin-api';
import { ResponseError } from '@backstage/errors';

interface Session {
  profile: ProfileInfo;
  identity: BackstageUserIdentity;
  token: string;
  /** Milliseconds since the epoch, a few minutes before the token ends. */
  renewAt: number;
}

/** Where the chosen role is remembered over a reload of the page. */
const storageKey = '@connectly/guest-role';
/** Tokens are renewed this long before they end, in milliseconds. */
const renewMargin = 5 * 60 * 1000;

function renewAt(token: string): number {
  const [, payload] = token.split('.');
  const base64 = payload.replace(/-/g, '+').replace(/_/g, '/');
  const { exp } = JSON.parse(atob(base64)) as { exp: number };
  return exp * 1000 - renewMargin;
}

/** A guest's identity from the auth backend, renewed as long as the page is open. */
export class GuestIdentity implements IdentityApi {
  readonly #provider: string;
  readonly #discovery: DiscoveryApi;
  #session?: Session;

  /** The provider chosen before, if any. */
  static remembered(): string | undefined {
    return localStorage.getItem(storageKey) ?? undefined;
  }

  static create(options: { provider: string; discovery: DiscoveryApi }): GuestIdentity {
    return new GuestIdentity(options.provider, options.discovery);
  }

  private constructor(provider: string, discovery: DiscoveryApi) {
    this.#provider = provider;
    this.#discovery = discovery;
  }

  /** Signs in now, and remembers the choice. @throws ResponseError */
  async start(): Promise<void> {
    await this.#current();
    localStorage.setItem(storageKey, this.#provider);
  }

  async getBackstageIdentity(): Promise<BackstageUserIdentity> {
    return (await this.#current()).identity;
  }

  async getCredentials(): Promise<{ token?: string }> {
    return { token: (await this.#current()).token };
  }

  async getProfileInfo(): Promise<ProfileInfo> {
    return (await this.#current()).profile;
  }

  async signOut(): Promise<void> {
    localStorage.removeItem(storageKey);
    window.location.href = '/';
  }

  async #current(): Promise<Session> {
    if (this.#session && Date.now() < this.#session.renewAt) return this.#session;
    const base = await this.#discovery.getBaseUrl('auth');
    const response = await fetch(`${base}/${this.#provider}/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      credentials: 'include',
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    const body = (await response.json()) as {
      profile: ProfileInfo;
      backstageIdentity: { token: string; identity: BackstageUserIdentity };
    };
    const { token, identity } = body.backstageIdentity;
    this.#session = { profile: body.profile, identity, token, renewAt: renewAt(token) };
    return this.#session;
  }
}
