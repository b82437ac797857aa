import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceProvisioner } from '@connectly/plugin-platform-node';
import { answersInput } from './answersInput';
import { publishExamples } from './examples';
import { toTaskError } from './taskError';

/** `platform:service:publish`: the repository, its provision pull request and its registration pull request. */
export function createPublishServiceAction(options: { provisioner: ServiceProvisioner }) {
  return createTemplateAction({
    id: 'platform:service:publish',
    description:
      'Makes a service: repository with its first commit, provision pull request and registration pull request. Doing it again adopts what is there',
    supportsDryRun: true,
    examples: publishExamples,
    schema: {
      input: answersInput,
      output: {
        repository: z => z.string().describe('organisation/name'),
        repositoryUrl: z => z.string(),
        provisionUrl: z => z.string().describe('Pull request that Atlantis plans'),
        registrationUrl: z => z.string().optional().describe('Pull request in the central repository'),
        entityRef: z => z.string().describe('The service in the catalog'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      try {
        if (ctx.isDryRun) {
          const { answers } = await options.provisioner.render(ctx.input.answers, { credentials });
          ctx.logger.info(`Dry run: ${answers.name} would be published.`);
          ctx.output('entityRef', `component:default/${answers.name}`);
          return;
        }
        const name = String(ctx.input.answers.name);
        const published = await ctx.checkpoint({
          key: `platform.service.publish.${name}`,
          fn: async () => ({
            ...(await options.provisioner.publish(ctx.input.answers, {
              credentials,
              signal: ctx.signal,
              onProgress: message => ctx.logger.info(message),
            })),
          }),
        });
        ctx.logger.info(`Made ${published.repository}.`);
        ctx.output('repository', published.repository);
        ctx.output('repositoryUrl', published.repositoryUrl);
        ctx.output('provisionUrl', published.provisionUrl);
        ctx.output('registrationUrl', published.registrationUrl);
        ctx.output('entityRef', `component:default/${name}`);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}
