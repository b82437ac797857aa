import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { randomUUID } from 'crypto';
import { Knex } from 'knex';

interface RawDbReadRow {
  repository: string;
  version: string;
}

interface RawDbEntityRow {
  entity_ref: string;
  repository: string;
  entity: string;
}

/** What a repository gave last. */
export interface RememberedEntities {
  /** Another one after every read that was kept. */
  version: string;
  entities: Entity[];
}

/**
 * Remembers the entities of each repository's last good read: what a broken file leaves in place, and what goes away
 * when a file no longer names it. It lies in the catalog's database, because a replica that remembered for itself
 * would put back what another one has taken away.
 */
export class DatabaseEntityMemory {
  readonly #database: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseEntityMemory> {
    const { database } = options;
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({
        directory: resolvePackagePath(
          '@connectly/plugin-catalog-backend-module-repositories',
          'migrations',
        ),
        // The database is the catalog's, and so is the table of that name.
        tableName: 'repositories_knex_migrations',
      });
    }
    return new DatabaseEntityMemory(client);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** Every repository that was read, by `owner/name`, each with its entities by reference. */
  async all(): Promise<Map<string, RememberedEntities>> {
    const reads = await this.#database<RawDbReadRow>('repositories_reads');
    const rows = await this.#database<RawDbEntityRow>('repositories_entities');
    const remembered = new Map(
      reads.map(({ repository, version }): [string, RememberedEntities] => [
        repository,
        { version, entities: [] },
      ]),
    );
    for (const row of rows) {
      remembered.get(row.repository)?.entities.push(JSON.parse(row.entity));
    }
    remembered.forEach(({ entities }) => entities.sort(byRef));
    return remembered;
  }

  /** Versions of every repository that was read. */
  async versions(): Promise<Map<string, string>> {
    const reads = await this.#database<RawDbReadRow>('repositories_reads');
    return new Map(reads.map(read => [read.repository, read.version]));
  }

  /** `undefined` when the repository was never read. */
  async get(repository: string): Promise<RememberedEntities | undefined> {
    const read = await this.#database<RawDbReadRow>('repositories_reads')
      .where({ repository })
      .first();
    const rows = await this.#database<RawDbEntityRow>(
      'repositories_entities',
    ).where({ repository });
    return (
      read && {
        version: read.version,
        entities: rows.map((row): Entity => JSON.parse(row.entity)).sort(byRef),
      }
    );
  }

  /**
   * Remembers a read, in place of the one with the version given.
   * @param previous - the version that the read began from; absent when the repository was never read
   * @returns what is remembered now, without entities that belong to other repositories; `undefined` when somebody
   * else's read was kept meanwhile and this one must be done again
   */
  async keep(
    repository: string,
    entities: Entity[],
    previous: string | undefined,
  ): Promise<RememberedEntities | undefined> {
    const version = randomUUID();
    // In one order everywhere, so that two repositories that name each other's entities do not wait for each other.
    const rows = [...entities].sort(byRef).map(
      (entity): RawDbEntityRow => ({
        entity_ref: stringifyEntityRef(entity),
        repository,
        entity: JSON.stringify(entity),
      }),
    );
    return this.#database.transaction(async transaction => {
      const reads = () => transaction<RawDbReadRow>('repositories_reads');
      const claimed = previous
        ? await reads()
            .where({ repository, version: previous })
            .update({ version })
        : (
            await reads()
              .insert({ repository, version })
              .onConflict('repository')
              .ignore()
              .returning('repository')
          ).length;
      if (claimed === 0) {
        return undefined;
      }
      const kept = () => transaction<RawDbEntityRow>('repositories_entities');
      await kept()
        .where({ repository })
        .whereNotIn(
          'entity_ref',
          rows.map(row => row.entity_ref),
        )
        .delete();
      for (const row of rows) {
        await kept()
          .insert(row)
          .onConflict('entity_ref')
          .merge(['entity'])
          .where('repositories_entities.repository', repository);
      }
      const own = new Set(
        (await kept().where({ repository }).select('entity_ref')).map(
          row => row.entity_ref,
        ),
      );
      return {
        version,
        entities: entities.filter(entity =>
          own.has(stringifyEntityRef(entity)),
        ),
      };
    });
  }

  /** Forgets a repository that is gone, unless it was read again meanwhile. */
  async forget(repository: string, version: string): Promise<void> {
    await this.#database.transaction(async transaction => {
      const forgotten = await transaction('repositories_reads')
        .where({ repository, version })
        .delete();
      if (forgotten > 0) {
        await transaction('repositories_entities')
          .where({ repository })
          .delete();
      }
    });
  }
}

/** Sorts entities by reference, in the same way on every database. */
export function byRef(left: Entity, right: Entity): number {
  return stringifyEntityRef(left) < stringifyEntityRef(right) ? -1 : 1;
}
