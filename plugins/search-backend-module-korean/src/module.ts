import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
import { searchEngineRegistryExtensionPoint } from '@backstage/plugin-search-backend-node/alpha';
import { KoreanLunrSearchEngine } from './KoreanLunrSearchEngine';

/**
 * Makes the search in memory find Korean; where PostgreSQL searches, it does nothing.
 *
 * @public
 */
export const searchModuleKorean = createBackendModule({
  pluginId: 'search',
  moduleId: 'korean',
  register(env) {
    env.registerInit({
      deps: {
        database: coreServices.database,
        logger: coreServices.logger,
        registry: searchEngineRegistryExtensionPoint,
      },
      async init({ database, logger, registry }) {
        const client = await database.getClient();
        if (client.client.config.client === 'pg') return;
        registry.setSearchEngine(KoreanLunrSearchEngine.create({ logger }));
      },
    });
  },
});
