import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { undoExamples } from './examples';
import { toTaskError } from './taskError';

/** `platform:service:undo`: removes what publish made, as long as nobody has worked in it. */
export function createUndoServiceAction(options: { provisioner: ServiceProvisioner }) {
  return createTemplateAction({
    id: 'platform:service:undo',
    description:
      'Removes the repository and the registration pull request that publish made for you, and refuses when people have worked in them',
    supportsDryRun: true,
    examples: undoExamples,
    schema: {
      input: { name: z => z.string().describe('Name of the service') },
      output: { removed: z => z.array(z.string()).describe('What was removed, in words') },
    },
    async handler(ctx) {
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: the creation of ${ctx.input.name} would be taken back.`);
        ctx.output('removed', []);
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      try {
        const { removed } = await ctx.checkpoint({
          key: `platform.service.undo.${ctx.input.name}`,
          fn: async () => ({
            ...(await options.provisioner.undo(ctx.input.name, { credentials, signal: ctx.signal })),
          }),
        });
        ctx.output('removed', removed);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}
