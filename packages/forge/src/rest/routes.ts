import { appRoutes } from './apps';
import { archiveRoutes } from './archives';
import { branchRoutes } from './branches';
import { checkRoutes } from './checks';
import { commentRoutes } from './comments';
import { commitRoutes } from './commits';
import { contentRoutes } from './contents';
import { deliveryRoutes } from './deliveries';
import { gitDataRoutes } from './gitData';
import { gitReferenceRoutes } from './gitReferences';
import { hookRoutes } from './hooks';
import { metaRoutes } from './meta';
import { organizationRoutes } from './organizations';
import { protectionRoutes } from './branchProtection';
import { pullRequestRoutes } from './pullRequests';
import { repositoryRoutes } from './repositories';
import { repositoryAccessRoutes } from './repositoryAccess';
import { reviewRoutes } from './reviews';
import { searchRoutes } from './search';
import { statusRoutes } from './statuses';
import { teamRepositoryRoutes } from './teamRepositories';
import { teamRoutes } from './teams';
import { userRoutes } from './users';
import { Route } from './Router';

/** Every route of the REST API. What is not here answers 501 with its name. */
export const routes: readonly Route[] = [
  ...metaRoutes,
  ...userRoutes,
  ...organizationRoutes,
  ...teamRoutes,
  ...teamRepositoryRoutes,
  ...appRoutes,
  ...repositoryRoutes,
  ...repositoryAccessRoutes,
  ...contentRoutes,
  ...archiveRoutes,
  ...gitDataRoutes,
  ...gitReferenceRoutes,
  ...branchRoutes,
  ...protectionRoutes,
  ...commitRoutes,
  ...statusRoutes,
  ...checkRoutes,
  ...pullRequestRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...hookRoutes,
  ...deliveryRoutes,
  ...searchRoutes,
];
