import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * The client of a plugin's database, with the migrations of a package done, unless the portal does them otherwise.
 * @public
 */
export async function migratedClient(options: {
  database: DatabaseService;
  /** Name of the package that has a directory `migrations`. */
  packageName: string;
}): Promise<Knex> {
  const { database, packageName } = options;
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({
      directory: resolvePackagePath(packageName, 'migrations'),
    });
  }
  return client;
}
