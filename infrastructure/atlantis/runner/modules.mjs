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

/** Environment that gives git settings. */
export function gitSettings(entries) {
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(entries.length)],
    ...entries.flatMap(([key, value], index) => [[`GIT_CONFIG_KEY_${index}`, key], [`GIT_CONFIG_VALUE_${index}`, value]]),
  ]);
}

/**
 * How `init` reads modules, with settings of git beside those. A release is a tag, which few may push; a branch of the same name, which
 * whoever opens a pull request may push, is not looked for in its place.
 *
 * @param {[string, string][]} settings
 */
export const initSettings = settings => ({ GIT_TERMINAL_PROMPT: '0', ...gitSettings([['checkout.guess', 'false'], ...settings]) });

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

  /** Settings with which git reads the central repository, for the address of that repository only. */
  async settings() {
    const token = this.#environment.PLATFORM_MODULES_TOKEN ?? (await this.#ofApp());
    const header = `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`;
    return [[`http.https://${this.#host}/${this.#central}.git.extraHeader`, header]];
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
