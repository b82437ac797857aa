import { serviceRenderPermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { answersSchema } from './answersSchema';
import { ServiceActionDependencies } from './ServiceActionDependencies';

/** `render-service`: the files that a service would get; reads only. */
export function registerRenderServiceAction({ actionsRegistry, provisioner }: ServiceActionDependencies) {
  actionsRegistry.register({
    name: 'render-service',
    title: 'Render a service',
    description:
      'Gives the exact files that publish-service would commit for these answers, and publishes nothing. Use it first, to show a person what they would get.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: serviceRenderPermission,
    schema: {
      input: answersSchema,
      output: z =>
        z.object({
          moduleVersions: z.record(z.string()).describe('Version of each module that the service calls'),
          files: z.array(
            z.object({
              path: z.string(),
              content: z.string(),
              pullRequest: z.enum(['first commit', 'provision', 'registration']).describe('Where the file arrives'),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      try {
        const { rendered } = await provisioner.render(input, { credentials });
        const files = [
          ...rendered.foundation.map(file => ({ ...file, pullRequest: 'first commit' as const })),
          ...rendered.provision.map(file => ({ ...file, pullRequest: 'provision' as const })),
          { ...rendered.registration, pullRequest: 'registration' as const },
        ].map(({ path, content, pullRequest }) => ({ path, content, pullRequest }));
        return { output: { moduleVersions: rendered.moduleVersions, files } };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
