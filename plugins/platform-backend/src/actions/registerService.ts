import { serviceCreatePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { answersSchema } from './answersSchema';
import { ServiceActionDependencies } from './ServiceActionDependencies';

/** `register-service`: the registration of a repository that exists already. */
export function registerRegisterServiceAction({ actionsRegistry, provisioner }: ServiceActionDependencies) {
  actionsRegistry.register({
    name: 'register-service',
    title: 'Register a service',
    description:
      'Opens the pull request that registers an existing service repository in the central repository, or returns the open one. Use publish-service for a service that does not exist yet.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: serviceCreatePermission,
    schema: {
      input: answersSchema,
      output: z => z.object({ registrationUrl: z.string().optional() }),
    },
    action: async ({ input, credentials }) => {
      try {
        return { output: await provisioner.register(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
