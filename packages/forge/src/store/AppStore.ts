import { Database, timestamp } from './Database';

export interface AppRow {
  id: number;
  slug: string;
  name: string;
  description: string | null;
  ownerId: number;
  botId: number;
  publicKey: string;
  createdAt: string;
}

export interface InstallationRow {
  id: number;
  appId: number;
  organizationId: number;
  createdAt: string;
}

/** GitHub Apps and where they are installed. */
export class AppStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  create(app: Omit<AppRow, 'id' | 'createdAt' | 'description'>): AppRow {
    const id = this.#database.insert('apps', {
      ...app,
      createdAt: timestamp(),
    });
    return this.byId(id)!;
  }

  setPublicKey(id: number, publicKey: string): void {
    this.#database.update('apps', id, { publicKey });
  }

  byId(id: number): AppRow | undefined {
    return this.#database.get('SELECT * FROM apps WHERE id = ?', id);
  }

  bySlug(slug: string): AppRow | undefined {
    return this.#database.get('SELECT * FROM apps WHERE slug = ?', slug);
  }

  install(appId: number, organizationId: number): InstallationRow {
    this.#database.run(
      `INSERT INTO installations (appId, organizationId, createdAt) VALUES (?, ?, ?)
       ON CONFLICT DO NOTHING`,
      appId,
      organizationId,
      timestamp(),
    );
    return this.installations(appId).find(
      installation => installation.organizationId === organizationId,
    )!;
  }

  installations(appId: number): InstallationRow[] {
    return this.#database.all(
      'SELECT * FROM installations WHERE appId = ? ORDER BY id',
      appId,
    );
  }

  installation(id: number): InstallationRow | undefined {
    return this.#database.get('SELECT * FROM installations WHERE id = ?', id);
  }
}
