import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { guestRoles } from './guestRoles';
import { localHttpRouter } from './localHttpRouter';
import { authModuleGuestRoles } from './module';

/**
 * Sign-in of guests where `auth.providers` configures any, and then an HTTP server that answers on this machine only.
 *
 * @public
 */
export const guestRolesFeature = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (guestRoles.some(role => config.has(`auth.providers.${role}`))) {
      yield authModuleGuestRoles;
      yield localHttpRouter;
    }
  },
});
