import type { Forge } from '../forge/Forge';
import { Caller, includes, Permission } from '../forge/Caller';
import { ForgeError } from '../errors';
import { RepositoryRow } from '../store/RepositoryStore';
import { Content, html, Markup } from './html';
import { Session } from './Session';

/** What a page is made from. */
export class PageRequest {
  readonly forge: Forge;
  readonly session: Session;
  readonly url: URL;
  /** The parts that the route's pattern took from the path. */
  readonly parts: readonly string[];
  /** What a form sent; empty for reading. */
  readonly fields: URLSearchParams;

  constructor(values: {
    forge: Forge;
    session: Session;
    url: URL;
    parts: readonly string[];
    fields: URLSearchParams;
  }) {
    this.forge = values.forge;
    this.session = values.session;
    this.url = values.url;
    this.parts = values.parts;
    this.fields = values.fields;
  }

  /** Who reads. @throws ForgeError 401 when nobody was chosen */
  get caller(): Caller {
    if (!this.session.caller) throw ForgeError.requiresAuthentication();
    return this.session.caller;
  }

  repository(
    owner: string,
    name: string,
    wanted: Permission = 'read',
  ): RepositoryRow {
    return this.forge.access.repository(
      this.session.caller,
      owner,
      name,
      wanted,
    );
  }

  may(repository: RepositoryRow, wanted: Permission): boolean {
    return includes(
      this.forge.access.permission(this.session.caller, repository),
      wanted,
    );
  }

  /** What somebody wrote into a form; browsers end its lines with CR and LF. */
  text(field: string): string {
    return (this.fields.get(field) ?? '').replace(/\r\n/g, '\n');
  }

  loginOf(accountId: number): string {
    return this.forge.accounts.require(accountId).login;
  }

  /** A form with its token. */
  form(action: string, content: Content, className: string = ''): Markup {
    return html`<form method="post" action="${action}" class="${className}">
      <input type="hidden" name="token" value="${this.session.formToken}" />
      ${content}
    </form>`;
  }
}

/** What a page's handler gives back. */
export type PageAnswer =
  | { title: string; main: Markup; status?: number }
  | { redirect: string }
  | { status: number; headers: Record<string, string>; bytes: Buffer };
