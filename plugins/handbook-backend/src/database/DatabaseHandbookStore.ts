import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  insertRows,
  migratedClient,
  ProjectionRegister,
  ProjectionRow,
} from '@connectly/plugin-platform-node';
import { CommitFacts } from '@connectly/plugin-repositories-common';
import { Knex } from 'knex';
import { keepVersions } from './DatabaseVersions';
import { dueByHistory } from './dueByHistory';
import { RawDbDocumentRow, RawDbLabelRow } from './rows';

/** Raised when the code reads something new: everything is read again then. */
const readerVersion = 4;

/** What one read of a repository's default branch found. */
export interface RepositoryDocuments {
  repository: string;
  ref: string;
  commit: string;
  /** The commit that was shown when the read began; somebody else's newer one must not be undone. */
  previousCommit?: string;
  /** What the commit says about itself. */
  facts?: CommitFacts;
  documents: RawDbDocumentRow[];
  labels: RawDbLabelRow[];
  /** Whether nobody could say what other files the repository has. */
  pathless: boolean;
}

/** What a write did to documents: with `removed` some are gone, whatever else changed. */
export type DocumentsChange = 'none' | 'changed' | 'removed';

/** Writes what was read, all of it or nothing. */
export class DatabaseHandbookStore {
  readonly #database: Knex;
  /** Which commits are shown. */
  readonly register: ProjectionRegister;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseHandbookStore> {
    const client = await migratedClient({
      ...options,
      packageName: '@connectly/plugin-handbook-backend',
    });
    return new DatabaseHandbookStore(client);
  }

  private constructor(database: Knex) {
    this.#database = database;
    this.register = ProjectionRegister.create({
      client: database,
      reader: readerVersion,
    });
  }

  get client(): Knex {
    return this.#database;
  }

  /** Every commit that is shown; an empty one where it is to be read again, or to be asked for paths again. */
  async shown(): Promise<{ repository: string; ref: string; commit: string }[]> {
    const rows = await this.#database('projections').where({ pathless: true }).select('repository', 'ref');
    const pathless = new Set(rows.map(({ repository, ref }) => `${repository} ${ref}`));
    const shown = await this.register.shown();
    return shown.map(row => (pathless.has(`${row.repository} ${row.ref}`) ? { ...row, commit: '' } : row));
  }

  /** Whether a ref was read while nobody could say what other files there are. */
  async isPathless(repository: string, ref: string): Promise<boolean> {
    const row = await this.#database('projections').where({ repository, ref, pathless: true }).first();
    return row !== undefined;
  }

  /**
   * Puts what was read in the place of what was known of the repository. A document that did not change is not written.
   * @returns how documents changed, or `undefined` when somebody else wrote meanwhile and the read must be repeated
   */
  async keep(
    read: RepositoryDocuments,
  ): Promise<DocumentsChange | undefined> {
    const { repository, ref, pathless } = read;
    return this.#database.transaction(async transaction => {
      if (!(await this.register.claim(transaction, read))) {
        return undefined;
      }
      const isSaid = await transaction('projections').where({ repository, ref, pathless }).first();
      if (!isSaid) await transaction('projections').where({ repository, ref }).update({ pathless });
      const known = await transaction<RawDbDocumentRow>('documents')
        .where({ repository })
        .select('path', 'language', 'hash');
      const keyOf = (row: { path: string; language: string }) =>
        `${row.language} ${row.path}`;
      const hashes = new Map(known.map(row => [keyOf(row), row.hash]));
      const changed = read.documents.filter(
        row => hashes.get(keyOf(row)) !== row.hash,
      );
      const present = new Set(read.documents.map(keyOf));
      const gone = known.filter(row => !present.has(keyOf(row)));
      if (changed.length + gone.length === 0) {
        return 'none';
      }
      for (const { path, language } of gone) {
        await transaction('documents')
          .where({ repository, path, language })
          .delete();
      }
      await insertRows(transaction, 'documents', changed, [
        'repository',
        'path',
        'language',
      ]);
      await transaction('document_labels').where({ repository }).delete();
      await insertRows(transaction, 'document_labels', read.labels);
      await keepVersions(transaction, { ...read, documents: changed });
      await dueByHistory(transaction, repository);
      return gone.length > 0 ? 'removed' : 'changed';
    });
  }

  /**
   * Removes what came from a ref, or from all refs of a repository.
   * @returns how documents changed
   */
  async remove(source: {
    repository: string;
    ref?: string;
  }): Promise<DocumentsChange> {
    const { repository, ref } = source;
    return this.#database.transaction(async transaction => {
      await transaction('projections')
        .where(ref ? { repository, ref } : { repository })
        .delete();
      // Documents are those of the default branch, which another name may have taken over.
      const other = await transaction<ProjectionRow>('projections')
        .where({ repository })
        .first();
      if (other) {
        return 'none';
      }
      await transaction('document_labels').where({ repository }).delete();
      await transaction('document_versions').where({ repository }).delete();
      await transaction('document_pasts').where({ repository }).delete();
      const removed = await transaction('documents')
        .where({ repository })
        .delete();
      return removed > 0 ? 'removed' : 'none';
    });
  }

  /** Entities that any document is about, or releases that any names. */
  async named(type: 'about' | 'release'): Promise<string[]> {
    const rows = await this.#database<RawDbLabelRow>('document_labels')
      .where({ type })
      .distinct('value')
      .select('value');
    return rows.map(row => row.value);
  }

  /** Remembers which of {@link DatabaseHandbookStore.named} are not there, and since when. */
  async keepMissing(
    type: 'about' | 'release',
    entities: string[],
    now = new Date(),
  ): Promise<void> {
    await this.#database.transaction(async transaction => {
      const known = new Set(
        (await transaction('missing_entities').select('entity'))
          .map(row => row.entity as string)
          // a reference of an entity has a colon, and no release has one
          .filter(entity => entity.includes(':') === (type === 'about')),
      );
      const missing = new Set(entities);
      for (const entity of known) {
        if (!missing.has(entity)) {
          await transaction('missing_entities').where({ entity }).delete();
        }
      }
      const added = [...missing].filter(entity => !known.has(entity));
      await insertRows(
        transaction,
        'missing_entities',
        added.map(entity => ({ entity, since: now.toISOString() })),
        ['entity'],
      );
    });
  }
}
