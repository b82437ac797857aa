import { CommitFacts } from '@connectly/plugin-repositories-common';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { MirroredFile, MirroredImage } from '../git/GitMirror';
import {
  RawDbBlobRow,
  RawDbImageRow,
  RawDbRefPathsRow,
  RawDbRefRow,
  RawDbRepositoryRow,
  RawDbTreeEntryRow,
  RawDbTreeImageRow,
} from './rows';

/** Rows of one insert: SQLite takes 32,766 values in a statement, PostgreSQL 65,535. */
const chunkSize = 500;

/** Longest list of paths, in UTF-16 units of JSON: some 70,000 files. Of more nobody knows what there is. */
const pathsLimit = 4 * 1024 * 1024;
/** Most of them: whoever asks puts them in order at once. */
const pathCountLimit = 100_000;

/** What one read of a repository found. */
export interface RepositoryRead {
  repositoryId: string;
  /** The repository's revision when the read began: somebody else's newer read must not be undone by this one. */
  revision: number;
  selection: string;
  pushedAt?: string;
  head?: string;
  /** Refs whose files were read, because they are new or moved. */
  refs: {
    name: string;
    commit: string;
    files: MirroredFile[];
    images: MirroredImage[];
    facts?: CommitFacts;
    /** Of a branch: every path, whether its file is kept or not. */
    paths?: string[];
  }[];
  removedRefs: string[];
}

/** How a ref's files differ from those before. */
export interface RefChange {
  name: string;
  commit?: string;
  previousCommit?: string;
  added: string[];
  changed: string[];
  removed: string[];
}

/** Writes what was read, all of a read or nothing. */
export class DatabaseTreeStore {
  readonly #database: Knex;

  static create(options: { client: Knex }): DatabaseTreeStore {
    return new DatabaseTreeStore(options.client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /**
   * Keeps a read.
   * @returns what changed, or `undefined` when another read was kept meanwhile and this one must be done again.
   */
  async keep(read: RepositoryRead): Promise<RefChange[] | undefined> {
    return this.#database.transaction(async transaction => {
      await lockTrees(transaction, 'shared');
      const kept = await transaction<RawDbRepositoryRow>('repositories')
        .where({ id: read.repositoryId, revision: read.revision })
        .update({
          revision: read.revision + 1,
          selection: read.selection,
          pushed_at: read.pushedAt ?? null,
          head: read.head ?? null,
          problem: null,
        });
      if (kept === 0) {
        return undefined;
      }
      const changes: RefChange[] = [];
      for (const ref of read.refs) {
        const before = await this.#before(
          transaction,
          read.repositoryId,
          ref.name,
        );
        const after = new Map(
          ref.files.map(file => [file.path, hash(file.content)]),
        );
        const tree = await this.#keepTree(transaction, ref, after);
        await transaction<RawDbRefRow>('refs')
          .insert({
            repository_id: read.repositoryId,
            name: ref.name,
            commit: ref.commit,
            tree,
            facts: ref.facts ? JSON.stringify(ref.facts) : null,
          })
          .onConflict(['repository_id', 'name'])
          .merge();
        await keepPaths(transaction, read.repositoryId, ref);
        changes.push({
          name: ref.name,
          commit: ref.commit,
          previousCommit: before.commit,
          ...difference(before.files, after),
        });
      }
      for (const name of read.removedRefs) {
        const before = await this.#before(transaction, read.repositoryId, name);
        await transaction<RawDbRefRow>('refs')
          .where({ repository_id: read.repositoryId, name })
          .delete();
        await transaction('ref_paths')
          .where({ repository_id: read.repositoryId, name })
          .delete();
        changes.push({
          name,
          previousCommit: before.commit,
          ...difference(before.files, new Map()),
        });
      }
      return changes;
    });
  }

  /** Removes a repository with all its refs; answers what went away. */
  async removeRepository(id: string): Promise<RefChange[]> {
    return this.#database.transaction(async transaction => {
      const refs = await transaction<RawDbRefRow>('refs').where({
        repository_id: id,
      });
      const changes: RefChange[] = [];
      for (const { name } of refs) {
        const before = await this.#before(transaction, id, name);
        changes.push({
          name,
          previousCommit: before.commit,
          ...difference(before.files, new Map()),
        });
      }
      await transaction('refs').where({ repository_id: id }).delete();
      await transaction('ref_paths').where({ repository_id: id }).delete();
      await transaction('repositories').where({ id }).delete();
      return changes;
    });
  }

  /** Deletes trees, texts and images that no ref holds any more. Writes nothing, and holds nobody up, when there are none. */
  async collectGarbage(): Promise<void> {
    if (!(await this.#hasGarbage())) {
      return;
    }
    await this.#database.transaction(async transaction => {
      await lockTrees(transaction, 'alone');
      await transaction('tree_entries')
        .whereNotIn('tree', transaction('refs').select('tree'))
        .delete();
      await transaction('blobs')
        .whereNotIn('id', transaction('tree_entries').select('blob'))
        .delete();
      await transaction('tree_images')
        .whereNotIn('tree', transaction('refs').select('tree'))
        .delete();
      await transaction('images')
        .whereNotIn('id', transaction('tree_images').select('image'))
        .delete();
    });
  }

  async #hasGarbage(): Promise<boolean> {
    for (const table of ['tree_entries', 'tree_images']) {
      const row = await this.#database(table)
        .whereNotIn('tree', this.#database('refs').select('tree'))
        .first('tree');
      if (row) {
        return true;
      }
    }
    return false;
  }

  /** A ref's commit and blobs by path, as they were kept before. */
  async #before(
    transaction: Knex.Transaction,
    repositoryId: string,
    name: string,
  ): Promise<{ commit?: string; files: Map<string, string> }> {
    const ref = await transaction<RawDbRefRow>('refs')
      .where({ repository_id: repositoryId, name })
      .first();
    const rows = ref
      ? await transaction<RawDbTreeEntryRow>('tree_entries').where({
          tree: ref.tree,
        })
      : [];
    return {
      commit: ref?.commit,
      files: new Map(rows.map(row => [row.path, row.blob])),
    };
  }

  async #keepTree(
    transaction: Knex.Transaction,
    { files, images }: { files: MirroredFile[]; images: MirroredImage[] },
    blobs: Map<string, string>,
  ): Promise<string> {
    const imageRows = images.map(
      ({ type, bytes }): RawDbImageRow => ({
        id: hash(bytes),
        type,
        content: bytes,
      }),
    );
    const listed = [
      ...blobs,
      ...images.map(({ path }, index) => [path, imageRows[index].id]),
    ];
    const tree = hash(
      listed.map(([path, content]) => `${path}\0${content}\n`).join(''),
    );
    const known = await transaction<RawDbTreeEntryRow>('tree_entries')
      .where({ tree })
      .first();
    const knownImage = await transaction<RawDbTreeImageRow>('tree_images')
      .where({ tree })
      .first();
    if (known || knownImage) {
      return tree;
    }
    // one by one: an image may be as large as all that a statement should hold
    for (const row of [...imageRows].sort(byId)) {
      await transaction<RawDbImageRow>('images')
        .insert(row)
        .onConflict('id')
        .ignore();
    }
    for (const [index, row] of imageRows.entries()) {
      await transaction<RawDbTreeImageRow>('tree_images')
        .insert({ tree, path: images[index].path, image: row.id })
        .onConflict(['tree', 'path'])
        .ignore();
    }
    const contents = new Map(
      files.map(file => [blobs.get(file.path)!, file.content]),
    );
    const blobRows = [...contents]
      .map(([id, content]): RawDbBlobRow => ({ id, content }))
      .sort(byId);
    for (let offset = 0; offset < blobRows.length; offset += chunkSize) {
      await transaction<RawDbBlobRow>('blobs')
        .insert(blobRows.slice(offset, offset + chunkSize))
        .onConflict('id')
        .ignore();
    }
    const entryRows = [...blobs].map(
      ([path, blob]): RawDbTreeEntryRow => ({ tree, path, blob }),
    );
    for (let offset = 0; offset < entryRows.length; offset += chunkSize) {
      await transaction<RawDbTreeEntryRow>('tree_entries')
        .insert(entryRows.slice(offset, offset + chunkSize))
        .onConflict(['tree', 'path'])
        .ignore();
    }
    return tree;
  }
}

async function keepPaths(
  transaction: Knex.Transaction,
  repository: string,
  { name, commit, paths }: RepositoryRead['refs'][number],
): Promise<void> {
  if (!paths) {
    return;
  }
  const listed = paths.length > pathCountLimit ? null : JSON.stringify(paths);
  await transaction<RawDbRefPathsRow>('ref_paths')
    .insert({
      repository_id: repository,
      name,
      commit,
      paths: listed && listed.length > pathsLimit ? null : listed,
    })
    .onConflict(['repository_id', 'name'])
    .merge();
}

/** Names the lock within this plugin's database; any number would do. */
const treesLock = 7_216_001;

/**
 * A read that finds its tree kept already relies on it before its ref is there for others to see; a collection in
 * between, by another replica, would take the tree away. SQLite runs one transaction at a time anyway.
 */
async function lockTrees(
  transaction: Knex.Transaction,
  mode: 'shared' | 'alone',
): Promise<void> {
  if (transaction.client.config.client !== 'pg') {
    return;
  }
  const lock =
    mode === 'shared'
      ? 'pg_advisory_xact_lock_shared'
      : 'pg_advisory_xact_lock';
  await transaction.raw(`select ${lock}(?)`, [treesLock]);
}

/** One order for every read: two that bring the same contents would otherwise wait for each other, and PostgreSQL ends one of them. */
function byId(left: { id: string }, right: { id: string }): number {
  return left.id < right.id ? -1 : 1;
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function difference(
  before: Map<string, string>,
  after: Map<string, string>,
): Pick<RefChange, 'added' | 'changed' | 'removed'> {
  return {
    added: [...after.keys()].filter(path => !before.has(path)),
    changed: [...after.keys()].filter(
      path => before.has(path) && before.get(path) !== after.get(path),
    ),
    removed: [...before.keys()].filter(path => !after.has(path)),
  };
}
