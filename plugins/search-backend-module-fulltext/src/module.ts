import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { handbookDocumentReadPermission, handbookKindPermissions } from '@connectly/plugin-handbook-common';
import { guardByAnyEntity } from './guardByAnyEntity';
import { guardByPermission } from './guardByPermission';
import { PostgresSearchEngine } from './postgres/PostgresSearchEngine';
import { SqliteSearchEngine } from './sqlite/SqliteSearchEngine';

/** What documents of the suite name. */
const named = [handbookDocumentReadPermission, ...Object.values(handbookKindPermissions)].map(({ name }) => name);

/**
 * The search's engine: over PostgreSQL where the portal keeps its data there, else over SQLite, which finds Korean in whatever form
 * it stands.
 *
 * @public
 */
export const searchModuleFulltext = createBackendModule({
  pluginId: 'search',
  moduleId: 'fulltext',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        registry: searchEngineRegistryExtensionPoint,
      },
      async init({ catalog, config, database, logger, permissions, registry }) {
        const supported = await PostgresSearchEngine.supported(database);
        const engine = supported
          ? await PostgresSearchEngine.fromConfig(config, { database, logger })
          : SqliteSearchEngine.create({ logger });
        // without permissions Backstage shows everything to everybody
        const isGuarded = config.getOptionalBoolean('permission.enabled');
        registry.setSearchEngine(
          isGuarded ? guardByPermission(guardByAnyEntity(engine, { catalog, logger }), { permissions, named }) : engine,
        );
      },
    });
  },
});
