import { createHash, randomBytes } from 'node:crypto';
import { Database, Flag, timestamp } from './Database';

export type AccountType = 'User' | 'Organization' | 'Bot';

/** A person, a bot or an organisation: they share one space of logins. */
export interface AccountRow {
  id: number;
  type: AccountType;
  login: string;
  name: string | null;
  email: string | null;
  description: string | null;
  siteAdmin: Flag;
  basePermission: string;
  createdAt: string;
  updatedAt: string;
}

export interface TokenRow {
  hash: string;
  accountId: number;
  kind: 'personal' | 'installation';
  installationId: number | null;
  expiresAt: string | null;
}

/** A token that a person made: everything but the token, which nobody keeps. */
export interface NamedToken {
  name: string;
  createdAt: string;
  expiresAt: string;
}

export interface NewAccount {
  type: AccountType;
  login: string;
  name?: string;
  email?: string;
  description?: string;
  siteAdmin?: boolean;
}

/** Accounts, their tokens (kept as hashes) and who belongs to which organisation. */
export class AccountStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(account: NewAccount): AccountRow {
    const now = timestamp();
    const id = this.#database.insert('accounts', {
      type: account.type,
      login: account.login,
      name: account.name,
      email: account.email,
      description: account.description,
      siteAdmin: account.siteAdmin ?? false,
      createdAt: now,
      updatedAt: now,
    });
    return this.require(id);
  }

  /** Creates the account or brings the one of that login to the given values. */
  ensure(account: NewAccount): AccountRow {
    const known = this.byLogin(account.login);
    if (!known) return this.create(account);
    if (known.type !== account.type) {
      throw new Error(
        `'${account.login}' is already the login of a ${known.type}`,
      );
    }
    this.#database.update('accounts', known.id, {
      name: account.name ?? known.name,
      email: account.email ?? known.email,
      description: account.description ?? known.description,
      siteAdmin: account.siteAdmin ?? known.siteAdmin,
      updatedAt: timestamp(),
    });
    return this.require(known.id);
  }

  byId(id: number): AccountRow | undefined {
    return this.#database.get('SELECT * FROM accounts WHERE id = ?', id);
  }

  require(id: number): AccountRow {
    const account = this.byId(id);
    if (!account) throw new Error(`No account with id ${id}`);
    return account;
  }

  byLogin(login: string): AccountRow | undefined {
    return this.#database.get('SELECT * FROM accounts WHERE login = ?', login);
  }

  organization(login: string): AccountRow | undefined {
    const account = this.byLogin(login);
    return account?.type === 'Organization' ? account : undefined;
  }

  list(type: AccountType): AccountRow[] {
    return this.#database.all(
      'SELECT * FROM accounts WHERE type = ? ORDER BY id',
      type,
    );
  }

  /** The account that a commit's address belongs to, if any. */
  byEmail(email: string): AccountRow | undefined {
    return this.#database.get(
      'SELECT * FROM accounts WHERE email = ? COLLATE NOCASE LIMIT 1',
      email,
    );
  }

  // Tokens

  addToken(
    accountId: number,
    token: string,
    options: {
      installationId?: number;
      expiresAt?: string;
      name?: string;
    } = {},
  ): void {
    this.#database.run(
      `INSERT OR REPLACE INTO tokens (hash, accountId, kind, installationId, expiresAt, name, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      hashToken(token),
      accountId,
      options.installationId === undefined ? 'personal' : 'installation',
      options.installationId,
      options.expiresAt,
      options.name,
      timestamp(),
    );
  }

  /** The live token of that text; an expired one is as good as unknown. */
  token(token: string): TokenRow | undefined {
    const row = this.#database.get<TokenRow>(
      'SELECT * FROM tokens WHERE hash = ?',
      hashToken(token),
    );
    return row && (row.expiresAt === null || row.expiresAt > timestamp())
      ? row
      : undefined;
  }

  /** The tokens that a person made, newest first; expired ones too. */
  namedTokens(accountId: number): NamedToken[] {
    return this.#database.all(
      `SELECT name, createdAt, expiresAt FROM tokens
       WHERE accountId = ? AND name IS NOT NULL ORDER BY createdAt DESC, name`,
      accountId,
    );
  }

  /** Whether there was such a token; it works no more. */
  removeNamedToken(accountId: number, name: string): boolean {
    return (
      this.#database.run(
        'DELETE FROM tokens WHERE accountId = ? AND name = ?',
        accountId,
        name,
      ).changes > 0
    );
  }

  // Memberships

  setMembership(organizationId: number, userId: number, role: string): void {
    this.#database.run(
      `INSERT INTO memberships (organizationId, userId, role) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET role = excluded.role`,
      organizationId,
      userId,
      role,
    );
  }

  removeMembership(organizationId: number, userId: number): boolean {
    const removed = this.#database.run(
      'DELETE FROM memberships WHERE organizationId = ? AND userId = ?',
      organizationId,
      userId,
    );
    this.#database.run(
      `DELETE FROM teamMembers WHERE userId = ? AND teamId IN
         (SELECT id FROM teams WHERE organizationId = ?)`,
      userId,
      organizationId,
    );
    return removed.changes > 0;
  }

  role(organizationId: number, userId: number): 'admin' | 'member' | undefined {
    return this.#database.get<{ role: 'admin' | 'member' }>(
      'SELECT role FROM memberships WHERE organizationId = ? AND userId = ?',
      organizationId,
      userId,
    )?.role;
  }

  members(organizationId: number): Array<AccountRow & { role: string }> {
    return this.#database.all(
      `SELECT accounts.*, memberships.role FROM memberships
       JOIN accounts ON accounts.id = memberships.userId
       WHERE organizationId = ? ORDER BY accounts.id`,
      organizationId,
    );
  }

  organizationsOf(userId: number): AccountRow[] {
    return this.#database.all(
      `SELECT accounts.* FROM memberships
       JOIN accounts ON accounts.id = memberships.organizationId
       WHERE userId = ? ORDER BY accounts.id`,
      userId,
    );
  }
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** A fresh token in GitHub's form: a prefix that names its kind and 36 characters. */
export function generateToken(prefix: 'ghp' | 'ghs'): string {
  return `${prefix}_${randomBytes(27).toString('hex').slice(0, 36)}`;
}
