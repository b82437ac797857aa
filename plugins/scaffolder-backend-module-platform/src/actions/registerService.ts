import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { answersInput } from './answersInput';
import { registerExamples } from './examples';
import { toTaskError } from './taskError';

/** `platform:service:register`: the registration pull request of a repository that exists already. */
export function createRegisterServiceAction(options: { provisioner: ServiceProvisioner }) {
  return createTemplateAction({
    id: 'platform:service:register',
    description:
      'Opens the pull request that registers an existing service repository in the central repository, or adopts the open one',
    supportsDryRun: true,
    examples: registerExamples,
    schema: {
      input: answersInput,
      output: {
        registrationUrl: z => z.string().optional().describe('Pull request in the central repository'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      try {
        if (ctx.isDryRun) {
          const { answers } = await options.provisioner.render(ctx.input.answers, { credentials });
          ctx.logger.info(`Dry run: ${answers.name} would be registered.`);
          return;
        }
        const { registrationUrl } = await ctx.checkpoint({
          key: `platform.service.register.${String(ctx.input.answers.name)}`,
          fn: async () => ({
            ...(await options.provisioner.register(ctx.input.answers, { credentials, signal: ctx.signal })),
          }),
        });
        ctx.output('registrationUrl', registrationUrl);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}
