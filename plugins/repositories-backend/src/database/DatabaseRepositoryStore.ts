import { DatabaseService } from '@backstage/backend-plugin-api';
import { migratedClient } from '@connectly/plugin-platform-node';
import { Page } from '@connectly/plugin-repositories-common';
import { Knex } from 'knex';
import {
  RawDbRefPathsRow,
  RawDbRefRow,
  RawDbRepositoryRow,
  RawDbTreeEntryRow,
  StoredRepository,
  toRepository,
} from './rows';

/** What the forge says of a repository; everything else comes from reading it. */
export type RepositoryDescription = Pick<
  StoredRepository,
  | 'id'
  | 'provider'
  | 'host'
  | 'owner'
  | 'name'
  | 'description'
  | 'url'
  | 'defaultBranch'
  | 'visibility'
  | 'archived'
  | 'central'
>;

/** The mirrored repositories and their files, for reading; {@link DatabaseTreeStore} writes the files. */
export class DatabaseRepositoryStore {
  readonly #database: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseRepositoryStore> {
    const client = await migratedClient({
      ...options,
      packageName: '@connectly/plugin-repositories-backend',
    });
    return new DatabaseRepositoryStore(client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  get client(): Knex {
    return this.#database;
  }

  async list(options: {
    search?: string;
    /** `owner/name` of those that may be in it; all of them unless given. */
    names?: Set<string>;
    offset: number;
    limit: number;
  }): Promise<Page<StoredRepository>> {
    const { search, names, offset, limit } = options;
    const query = this.#database<RawDbRepositoryRow>('repositories');
    if (names) {
      query.whereIn(['owner', 'name'], [...names].map(name => name.split('/')));
    }
    if (search) {
      const pattern = `%${search
        .toLowerCase()
        .replace(/[\\%_]/g, sign => `\\${sign}`)}%`;
      query.whereRaw(`id like ? escape '\\'`, [pattern]);
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const rows = await query.orderBy('id').offset(offset).limit(limit);
    return { items: rows.map(toRepository), total: Number(count) };
  }

  async listOfProvider(provider: string): Promise<StoredRepository[]> {
    const rows = await this.#database<RawDbRepositoryRow>('repositories')
      .where({ provider })
      .orderBy('id');
    return rows.map(toRepository);
  }

  async get(id: string): Promise<StoredRepository | undefined> {
    const row = await this.#database<RawDbRepositoryRow>('repositories')
      .where({ id })
      .first();
    return row && toRepository(row);
  }

  /** The repository of that name on whichever host has it. */
  async find(fullName: string): Promise<StoredRepository | undefined> {
    const [owner, name] = fullName.split('/');
    const row = await this.#database<RawDbRepositoryRow>('repositories')
      .whereRaw('lower(owner) = ?', [owner.toLowerCase()])
      .whereRaw('lower(name) = ?', [(name ?? '').toLowerCase()])
      .orderBy('id')
      .first();
    return row && toRepository(row);
  }

  /** Adds the repository, or brings what the forge says of it up to date. Writes nothing when nothing changed. */
  async describe(
    description: RepositoryDescription,
  ): Promise<StoredRepository> {
    const known = await this.get(description.id);
    const fields = Object.entries(description) as [
      keyof RepositoryDescription,
      unknown,
    ][];
    if (known && fields.every(([field, value]) => known[field] === value)) {
      return known;
    }
    const { defaultBranch, ...columns } = description;
    await this.#database('repositories')
      .insert({ ...columns, default_branch: defaultBranch ?? null })
      .onConflict('id')
      .merge();
    return (await this.get(description.id))!;
  }

  /** Remembers that everything which a provider has was read once. */
  async markSwept(provider: string): Promise<void> {
    const swept = await this.#database('sweeps').where({ provider }).first();
    if (!swept) {
      await this.#database('sweeps')
        .insert({ provider })
        .onConflict('provider')
        .ignore();
    }
  }

  /** Whether everything which the providers have was read once. */
  async areSwept(providers: string[]): Promise<boolean> {
    const rows = await this.#database('sweeps').whereIn('provider', providers);
    return rows.length === new Set(providers).size;
  }

  async listRefs(repositoryIdentifier: string): Promise<RawDbRefRow[]> {
    return this.#database<RawDbRefRow>('refs')
      .where({ repository_id: repositoryIdentifier })
      .orderBy('name');
  }

  /** A page of the files of a tree under a directory or path. */
  async listFiles(options: {
    tree: string;
    prefix?: string;
    offset: number;
    limit: number;
  }): Promise<Page<{ path: string; content: string }>> {
    const { tree, prefix, offset, limit } = options;
    const query = this.#database<RawDbTreeEntryRow>('tree_entries').where({
      tree,
    });
    if (prefix) {
      // A range and not LIKE: it uses the key, and needs no escaping. U+10FFFF sorts after every path.
      query
        .where('path', '>=', prefix)
        .where('path', '<', `${prefix}\u{10FFFF}`);
    }
    const [{ count }] = await query
      .clone()
      .count<{ count: number | string }[]>({ count: '*' });
    const items = await query
      .join('blobs', 'blobs.id', 'tree_entries.blob')
      .orderBy('path')
      .offset(offset)
      .limit(limit)
      .select<{ path: string; content: string }[]>('path', 'content');
    return { items, total: Number(count) };
  }

  /** Every path of a branch, with the commit that had them. */
  async readPaths(
    ref: Pick<RawDbRefRow, 'repository_id' | 'name' | 'commit'>,
  ): Promise<string[] | undefined> {
    const { repository_id, name, commit } = ref;
    const row = await this.#database<RawDbRefPathsRow>('ref_paths')
      .where({ repository_id, name, commit })
      .first();
    return row?.paths ? JSON.parse(row.paths) : undefined;
  }

  async readFile(options: {
    tree: string;
    path: string;
  }): Promise<string | undefined> {
    const row = await this.#database('tree_entries')
      .join('blobs', 'blobs.id', 'tree_entries.blob')
      .where({ tree: options.tree, path: options.path })
      .first<{ content: string } | undefined>('content');
    return row?.content;
  }

  async readImage(options: {
    tree: string;
    path: string;
  }): Promise<{ type: string; content: Buffer } | undefined> {
    return this.#database('tree_images')
      .join('images', 'images.id', 'tree_images.image')
      .where({ tree: options.tree, path: options.path })
      .first<{ type: string; content: Buffer } | undefined>('type', 'content');
  }

  /** Remembers why a repository could not be read; its files stay. */
  async setProblem(id: string, problem: string): Promise<void> {
    await this.#database('repositories')
      .where({ id })
      .update({ problem: problem.slice(0, 1000) });
  }
}
