import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { RefProjection } from './RefProjection';
import { replaceModules, summariseModules } from './replaceModules';
import { replaceRoots } from './replaceRoots';
import {
  RawDbModuleVersionRow,
  RawDbProjectionRow,
  RawDbStackRow,
} from './rows';

/** Raise it when the code reads something new: everything is read again then. */
export const readerVersion = 2;

/** Names of what a write touched. */
export interface ProjectionChange {
  modules: string[];
  stacks: string[];
}

/** Writes what was read, all of it or nothing. */
export class DatabaseProjectionStore {
  readonly #database: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseProjectionStore> {
    const { database } = options;
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@connectly/plugin-terraform-backend',
          'migrations',
        ),
      });
    }
    return new DatabaseProjectionStore(client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  get client(): Knex {
    return this.#database;
  }

  /** Commits that are shown, by ref. Those that older code read are left out, so that they are read again. */
  async projections(repository: string): Promise<Map<string, string>> {
    const rows = await this.#database<RawDbProjectionRow>('projections').where({
      repository,
      reader: readerVersion,
    });
    return new Map(rows.map(row => [row.ref, row.commit]));
  }

  /** Whether anything of the repository was read, by whichever code. */
  async isRead(repository: string): Promise<boolean> {
    const row = await this.#database<RawDbProjectionRow>('projections')
      .where({ repository })
      .first();
    return row !== undefined;
  }

  /** Commits that are shown of every repository, as `repository ref`. */
  async allProjections(): Promise<RawDbProjectionRow[]> {
    return this.#database<RawDbProjectionRow>('projections');
  }

  /** Remembers that everything was read once. */
  async markComplete(): Promise<void> {
    if (!(await this.isComplete())) {
      await this.#database('reconciliations')
        .insert({ name: 'first' })
        .onConflict('name')
        .ignore();
    }
  }

  /** Whether everything was read once; until then what is missing here is not gone. */
  async isComplete(): Promise<boolean> {
    return (await this.#database('reconciliations').first()) !== undefined;
  }

  /** @returns what was touched, or `undefined` when somebody else wrote meanwhile and the read must be repeated. */
  async keep(read: RefProjection): Promise<ProjectionChange | undefined> {
    return this.#database.transaction(async transaction => {
      if (!(await this.#claim(transaction, read))) {
        return undefined;
      }
      const { repository, ref } = read;
      const modules = new Set([
        ...read.modules.map(module => module.name),
        ...read.removedModules,
      ]);
      const roots = new Set([
        ...read.roots.map(root => root.directory),
        ...read.removedRoots,
      ]);
      if (read.complete) {
        const known = await transaction<RawDbModuleVersionRow>(
          'module_versions',
        ).where({ repository, ref });
        known.forEach(row => modules.add(row.name));
        for (const table of ['module_usages', 'stacks'] as const) {
          if (!read.released) {
            const rows = await transaction(table)
              .where({ repository })
              .distinct('directory');
            rows.forEach(row => roots.add(row.directory));
          }
        }
      }
      await replaceModules(transaction, read, [...modules]);
      const stacks = await replaceRoots(transaction, read, [...roots]);
      return { modules: [...modules], stacks };
    });
  }

  /** Removes everything that came from a ref, or from all refs of a repository. */
  async remove(options: {
    repository: string;
    ref?: string;
  }): Promise<ProjectionChange> {
    const { repository, ref } = options;
    return this.#database.transaction(async transaction => {
      const source = ref ? { repository, ref } : { repository };
      const versions = await transaction<RawDbModuleVersionRow>(
        'module_versions',
      )
        .where(source)
        .select('name');
      await transaction('module_versions').where(source).delete();
      await transaction('projections').where(source).delete();
      await transaction('findings').where(source).delete();
      const modules = [...new Set(versions.map(row => row.name))];
      await summariseModules(transaction, modules);
      let stacks: string[] = [];
      // Root modules are those of the default branch, which another name may have taken over.
      const branch = await transaction<RawDbProjectionRow>('projections')
        .where({ repository })
        .whereLike('ref', 'refs/heads/%')
        .first();
      if (!branch) {
        stacks = (
          await transaction<RawDbStackRow>('stacks')
            .where({ repository })
            .select('name')
        ).map(row => row.name);
        for (const table of [
          'stacks',
          'contract_values',
          'module_usages',
          'contract_uses',
        ]) {
          await transaction(table).where({ repository }).delete();
        }
      }
      return { modules, stacks };
    });
  }

  /** Marks the ref as shown at the new commit, when it still is at the one that the read began from. */
  async #claim(
    transaction: Knex.Transaction,
    read: RefProjection,
  ): Promise<boolean> {
    const { repository, ref, commit, previousCommit } = read;
    const row: RawDbProjectionRow = {
      repository,
      ref,
      commit,
      reader: readerVersion,
    };
    const known = await transaction<RawDbProjectionRow>('projections')
      .where({ repository, ref })
      .first();
    if (!known) {
      const inserted = await transaction<RawDbProjectionRow>('projections')
        .insert(row)
        .onConflict(['repository', 'ref'])
        .ignore()
        .returning('ref');
      return inserted.length > 0;
    }
    const expected = previousCommit ?? known.commit;
    if (previousCommit === undefined && known.reader === readerVersion) {
      return false;
    }
    const updated = await transaction<RawDbProjectionRow>('projections')
      .where({ repository, ref, commit: expected, reader: known.reader })
      .update(row);
    return updated > 0;
  }
}
