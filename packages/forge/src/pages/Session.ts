import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { ForgeError } from '../errors';
import { Caller } from '../forge/Caller';
import type { Forge } from '../forge/Forge';

/** Browsers share cookies between the ports of a machine: another forge there has another name. */
const cookieNameOf = (secret: string) =>
  `forge_session_${sign(secret, 'cookie').slice(0, 12)}`;

/**
 * Who a browser says its person is. There is no password: the forge answers to
 * this machine alone, and whoever sits at it may be anyone. What the cookie
 * guards against is other sites, by a signature and a token in every form.
 */
export class Session {
  readonly caller: Caller | undefined;
  readonly #id: string;
  readonly #secret: string;

  private constructor(id: string, secret: string, caller: Caller | undefined) {
    this.#id = id;
    this.#secret = secret;
    this.caller = caller;
  }

  static of(forge: Forge, request: http.IncomingMessage): Session {
    const secret = secretOf(forge);
    const cookieName = cookieNameOf(secret);
    const value = (request.headers.cookie ?? '')
      .split(/; */)
      .find(each => each.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    const [id, login, signature] = (value ?? '').split('~');
    const isOurs =
      signature !== undefined &&
      isEqual(signature, sign(secret, `${id}~${login}`));
    const account = isOurs
      ? forge.accounts.byLogin(decodeURIComponent(login))
      : undefined;
    return new Session(
      isOurs ? id : randomBytes(16).toString('hex'),
      secret,
      account?.type === 'User'
        ? { account, budget: `page:${account.id}` }
        : undefined,
    );
  }

  /** Stands in every form; another site cannot know it. */
  get formToken(): string {
    return sign(this.#secret, `form~${this.#id}`);
  }

  /** The cookie that makes the browser's person this one. */
  cookieFor(login: string): string {
    const value = `${this.#id}~${encodeURIComponent(login)}`;
    return `${cookieNameOf(this.#secret)}=${value}~${sign(
      this.#secret,
      value,
    )}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Remembers the form token of a browser that has no person yet. */
  get anonymousCookie(): string {
    return this.cookieFor('');
  }

  /** @throws ForgeError 403 when the form is not one that this page gave out */
  requireFormToken(fields: URLSearchParams): void {
    if (!isEqual(fields.get('token') ?? '', this.formToken)) {
      throw ForgeError.forbidden(
        'This form is not from the page that you have open. Go back, reload it and try again.',
      );
    }
  }
}

function sign(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

function isEqual(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** One secret for the life of the data, so that a restart signs nobody out. */
function secretOf(forge: Forge): string {
  const read = () =>
    forge.database.get<{ value: string }>(
      "SELECT value FROM settings WHERE name = 'page-secret'",
    )?.value;
  const known = read();
  if (known) return known;
  forge.database.run(
    "INSERT OR IGNORE INTO settings (name, value) VALUES ('page-secret', ?)",
    randomBytes(32).toString('hex'),
  );
  return read()!;
}
