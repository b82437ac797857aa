import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { HttpRepositoriesService } from './HttpRepositoriesService';
import { RepositoriesService } from './RepositoriesService';

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
