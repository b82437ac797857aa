import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { Proposer } from '@connectly/plugin-platform-node';
import { undoProposalExamples } from './examples';
import { toTaskError } from './taskError';

/** `platform:proposal:undo`: closes what was proposed, as long as nobody has worked in it. */
export function createUndoProposalAction({ proposer }: { proposer: Proposer }) {
  return createTemplateAction({
    id: 'platform:proposal:undo',
    description:
      'Closes the pull request of a decision or a module that was proposed for you, and refuses when people have worked in it',
    supportsDryRun: true,
    examples: undoProposalExamples,
    schema: {
      input: {
        repository: z => z.string().describe('organisation/name'),
        pullRequest: z => z.number().int().positive().describe('Number of the pull request'),
      },
      output: { removed: z => z.array(z.string()).describe('What was removed, in words') },
    },
    async handler(ctx) {
      const { repository, pullRequest } = ctx.input;
      if (ctx.isDryRun) {
        ctx.logger.info(`Dry run: ${repository}#${pullRequest} would be taken back.`);
        ctx.output('removed', []);
        return;
      }
      const credentials = await ctx.getInitiatorCredentials();
      try {
        const { removed } = await ctx.checkpoint({
          key: `platform.proposal.undo.${repository}.${pullRequest}`,
          fn: async () => ({
            ...(await proposer.undo({ repository, pullRequest }, { credentials, signal: ctx.signal })),
          }),
        });
        ctx.output('removed', removed);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}
