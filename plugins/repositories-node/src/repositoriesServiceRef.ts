import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpRepositoriesService } from './HttpRepositoriesService';
import { RepositoriesService } from './RepositoriesService';
import { RepositoryHistoryService } from './RepositoryHistoryService';

/** What was read from Git, for every backend plugin. @public */
export const repositoriesServiceRef = createServiceRef<RepositoriesService>({
  id: 'repositories.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auth: coreServices.auth, discovery: coreServices.discovery },
      factory: deps => HttpRepositoriesService.create(deps),
    }),
});

/** What repositories were, for every backend plugin. @public */
export const repositoryHistoryServiceRef =
  createServiceRef<RepositoryHistoryService>({
    id: 'repositories.history',
    scope: 'plugin',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { auth: coreServices.auth, discovery: coreServices.discovery },
        factory: deps => HttpRepositoriesService.create(deps),
      }),
  });
