import { TestForge } from './TestForge';

/** A browser without scripts: cookies, forms and redirects. */
export class Browser {
  readonly #forge: TestForge;
  #cookie = '';

  constructor(forge: TestForge) {
    this.#forge = forge;
  }

  get cookie(): string {
    return this.#cookie;
  }

  async open(
    path: string,
  ): Promise<{ status: number; html: string; headers: Headers }> {
    return this.#request('GET', path);
  }

  /** Sends the form with that action from the page of that path. */
  async submit(path: string, action: string, values: Record<string, string>) {
    const { html } = await this.open(path);
    const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
    return this.#request(
      'POST',
      action,
      new URLSearchParams({ token, ...values }).toString(),
    );
  }

  async become(login: string): Promise<void> {
    await this.submit('/', '/-/session', { login, back: '/' });
  }

  async #request(method: string, path: string, body?: string) {
    const response = await fetch(`${this.#forge.running.httpUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body
          ? { 'content-type': 'application/x-www-form-urlencoded' }
          : {}),
      },
      ...(body ? { body } : {}),
    });
    const cookie = response.headers.get('set-cookie');
    if (cookie) [this.#cookie] = cookie.split(';');
    return {
      status: response.status,
      html: await response.text(),
      headers: response.headers,
    };
  }
}
