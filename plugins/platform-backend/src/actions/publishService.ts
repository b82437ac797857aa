import { serviceCreatePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { answersSchema } from './answersSchema';
import { ServiceActionDependencies } from './ServiceActionDependencies';

/** `publish-service`: makes the service real. */
export function registerPublishServiceAction({ actionsRegistry, provisioner }: ServiceActionDependencies) {
  actionsRegistry.register({
    name: 'publish-service',
    title: 'Publish a service',
    description:
      'Makes a service: a repository with its first commit, a provision pull request that Atlantis plans, and a registration pull request in the central repository. Nothing is applied to AWS. The same answers again adopt what is there. Show the person the result of render-service before.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: serviceCreatePermission,
    schema: {
      input: answersSchema,
      output: z =>
        z.object({
          repository: z.string(),
          repositoryUrl: z.string(),
          provisionUrl: z.string(),
          registrationUrl: z.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      try {
        return { output: await provisioner.publish(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
