import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { UserEntity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { createGuestRoleAuthenticator } from './authenticator';
import { guestRoles } from './guestRoles';

/** Registers a sign-in provider for each guest role that `auth.providers` configures. */
export const authModuleGuestRoles = createBackendModule({
  pluginId: 'auth',
  moduleId: 'guest-roles',
  register(reg) {
    reg.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        for (const providerId of guestRoles) {
          const role = config.getOptionalConfig(`auth.providers.${providerId}`);
          if (!role) continue;
          const entityRef = role.getString('userEntityRef');
          providers.registerProvider({
            providerId,
            factory: createProxyAuthProviderFactory({
              authenticator: createGuestRoleAuthenticator(providerId),
              profileTransform: async (_, context) => {
                const { entity } = await context.findCatalogUser({ entityRef });
                const { displayName, email } = (entity as UserEntity).spec.profile ?? {};
                return { profile: { displayName, email } };
              },
              signInResolver: async (_, context) =>
                await context.signInWithCatalogUser({ entityRef }),
            }),
          });
        }
      },
    });
  },
});
