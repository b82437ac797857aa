/** Features and configuration of the two that are compared over many repositories. */
import { join } from 'node:path';
import { BackendFeature } from '@backstage/backend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import githubCatalogModule from '@backstage/plugin-catalog-backend-module-github';
import { JsonObject } from '@backstage/types';
import repositoriesPlugin from '@connectly/plugin-repositories-backend';
import { ManyRepositories, organisation } from './manyRepositories';

interface Parts {
  features: BackendFeature[];
  config: JsonObject;
}

/** Our reader of Git. */
export function repositoriesSide(world: ManyRepositories): Parts {
  const [{ host }] = world.integrations.github;
  return {
    features: [repositoriesPlugin],
    config: {
      integrations: world.integrations,
      events: { modules: { github: { webhookSecret: 'bench' } }, useEventBus: 'never' },
      repositories: {
        directory: join(world.directory, 'mirrors'),
        providers: [{ host, organisation, gitUrl: world.forge.httpUrl, centralRepository: 'platform' }],
      },
    },
  };
}

/** Backstage's GitHub entity provider. */
export function stockSide(world: ManyRepositories): Parts {
  const [{ host }] = world.integrations.github;
  const schedule = { frequency: { hours: 1 }, timeout: { hours: 1 } };
  return {
    features: [catalogPlugin, githubCatalogModule],
    config: {
      integrations: world.integrations,
      events: { useEventBus: 'never' },
      catalog: {
        // only the provider is measured: not the requests by which the catalog then reads each file again and again
        processingInterval: false,
        providers: { github: { bench: { host, organization: organisation, schedule } } },
      },
    },
  };
}
