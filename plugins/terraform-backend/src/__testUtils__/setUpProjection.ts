import { mockServices } from '@backstage/backend-test-utils';
import { RepositoriesReconciler } from '@connectly/plugin-repositories-node';
import { InMemoryRepositories } from '@connectly/plugin-repositories-node/testUtils';
import { Knex } from 'knex';
import { DatabaseModuleQueries } from '../database/DatabaseModuleQueries';
import { DatabaseProjectionStore } from '../database/DatabaseProjectionStore';
import { DatabaseStackQueries } from '../database/DatabaseStackQueries';
import { TerraformProjection } from '../projection/TerraformProjection';
import { TerraformProjector } from '../projection/TerraformProjector';

/** The projections of repositories that a test pushes to, and what can be asked of them. */
export async function setUpProjection(knex: Knex) {
  const store = await DatabaseProjectionStore.create({
    database: mockServices.database({ knex }),
  });
  const repositories = new InMemoryRepositories();
  const published: unknown[] = [];
  const bus = { failing: false };
  const events = mockServices.events.mock({
    publish: async event => {
      if (bus.failing) {
        throw new Error('The event bus is down');
      }
      published.push(event.eventPayload);
    },
  });
  const logger = mockServices.logger.mock();
  const projector = TerraformProjector.create({
    repositories,
    store,
    logger,
    centralRepository: 'connectly/platform',
    defaultOwner: 'group:default/platform',
  });
  const auth = mockServices.auth();
  const reconciler = RepositoriesReconciler.create({
    repositories,
    projection: TerraformProjection.create({ projector, store, events }),
    auth,
    logger,
  });
  const modules = DatabaseModuleQueries.create({ client: knex, gitHost: 'github.com' });
  const stacks = DatabaseStackQueries.create({ client: knex });
  const page = { offset: 0, limit: 50, repositories: undefined };
  return {
    knex,
    store,
    repositories,
    reconciler,
    published,
    bus,
    modules,
    stacks,
    page,
  };
}
