/**
 * How `terraform init` reads the shared modules: with a token that reads the central repository and nothing else, which only init gets.
 * It comes from the organisation's GitHub App, or is given (PLATFORM_MODULES_TOKEN).
 */
import { sign } from 'node:crypto';

const marginMilliseconds = 5 * 60 * 1000;

const encoded = value => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Who the App is, for ten minutes. Ref. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
function appToken(id, key) {
  const now = Math.floor(Date.now() / 1000);
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iat: now - 60, exp: now + 540, iss: id })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

/** Tokens of the shared modules. */
export class Modules {
  #environment;
  #central;
  #host;
  #held;

  /**
   * @param {NodeJS.ProcessEnv} environment ATLANTIS_GH_HOSTNAME, PLATFORM_CENTRAL_REPOSITORY (`<organisation>/<name>`), and
   *   PLATFORM_MODULES_TOKEN or the App's ATLANTIS_GH_APP_ID and ATLANTIS_GH_APP_KEY
   */
  constructor(environment) {
    this.#environment = environment;
    this.#host = environment.ATLANTIS_GH_HOSTNAME ?? 'github.com';
    this.#central = environment.PLATFORM_CENTRAL_REPOSITORY;
  }

  /** Environment in which git reads the central repository, for the address of that repository only. */
  async environment() {
    const token = this.#environment.PLATFORM_MODULES_TOKEN ?? (await this.#ofApp());
    return {
      GIT_TERMINAL_PROMPT: '0',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: `http.https://${this.#host}/${this.#central}.git.extraHeader`,
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`,
    };
  }

  async #ofApp() {
    if (this.#held && Date.parse(this.#held.expires_at) - marginMilliseconds > Date.now()) return this.#held.token;
    const [organisation, name] = this.#central.split('/');
    const { id } = await this.#ask('GET', `/orgs/${organisation}/installation`);
    this.#held = await this.#ask('POST', `/app/installations/${id}/access_tokens`, { repositories: [name], permissions: { contents: 'read' } });
    return this.#held.token;
  }

  async #ask(method, path, body) {
    const { ATLANTIS_GH_APP_ID: id, ATLANTIS_GH_APP_KEY: key } = this.#environment;
    const base = this.#host === 'github.com' ? 'https://api.github.com' : `https://${this.#host}/api/v3`;
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${appToken(id, key)}`, accept: 'application/vnd.github+json', 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The forge gave no token for the shared modules: ${method} ${path} answered ${response.status}.`);
    return response.json();
  }
}
