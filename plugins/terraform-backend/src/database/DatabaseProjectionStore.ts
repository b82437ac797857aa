import { DatabaseService } from '@backstage/backend-plugin-api';
import {
  migratedClient,
  ProjectionRegister,
  ProjectionRow,
} from '@connectly/plugin-platform-node';
import { Knex } from 'knex';
import { RefProjection } from './RefProjection';
import { replaceModules, summariseModules } from './replaceModules';
import { replaceRoots } from './replaceRoots';
import {
  RawDbModuleVersionRow,
  RawDbStackRow,
} from './rows';

/** Raised when the code reads something new: everything is read again then. */
const readerVersion = 4;

/** Names of what a write touched. */
export interface ProjectionChange {
  modules: string[];
  stacks: string[];
}

/** Writes what was read, all of it or nothing. */
export class DatabaseProjectionStore {
  readonly #database: Knex;
  /** Which commits are shown. */
  readonly register: ProjectionRegister;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseProjectionStore> {
    const client = await migratedClient({
      ...options,
      packageName: '@connectly/plugin-terraform-backend',
    });
    return new DatabaseProjectionStore(client);
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

  /** @returns what was touched, or `undefined` when somebody else wrote meanwhile and the read must be repeated. */
  async keep(read: RefProjection): Promise<ProjectionChange | undefined> {
    return this.#database.transaction(async transaction => {
      if (!(await this.register.claim(transaction, read))) {
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
      const branch = await transaction<ProjectionRow>('projections')
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
}
