import { createHash } from 'node:crypto';
import { createTemplateAction, TemplateExample } from '@backstage/plugin-scaffolder-node';
import { PublishedProposal, RenderedProposal } from '@connectly/plugin-platform-common';
import { ProposerOptions } from '@connectly/plugin-platform-node';
import { JsonObject } from '@backstage/types';
import { toTaskError } from './taskError';

/** A kind of proposal: what differs between the actions that propose. */
export interface ProposalKind {
  id: string;
  description: string;
  examples: TemplateExample[];
  /** What the answers are, for the list of actions. */
  answers: string;
  render(answers: JsonObject, options: ProposerOptions): Promise<{ rendered: RenderedProposal }>;
  propose(answers: JsonObject, options: ProposerOptions): Promise<PublishedProposal>;
}

/** An action that opens a pull request with the files of a form. */
export function createProposeAction(kind: ProposalKind) {
  return createTemplateAction({
    id: kind.id,
    description: kind.description,
    supportsDryRun: true,
    examples: kind.examples,
    schema: {
      // the rules live in the proposer, for every door
      input: { answers: z => z.record(z.unknown()).describe(kind.answers) },
      output: {
        repository: z => z.string().describe('organisation/name'),
        branch: z => z.string().describe('Branch that the pull request comes from'),
        files: z => z.array(z.string()).describe('Paths that it adds'),
        pullRequest: z => z.number().optional().describe('Number of the pull request'),
        pullRequestUrl: z => z.string().optional().describe('Absent in a dry run'),
      },
    },
    async handler(ctx) {
      const credentials = await ctx.getInitiatorCredentials();
      const answers = ctx.input.answers as JsonObject;
      const options = { credentials, signal: ctx.signal, onProgress: (message: string) => ctx.logger.info(message) };
      try {
        if (ctx.isDryRun) {
          const { repository, branch, files } = (await kind.render(answers, options)).rendered;
          ctx.logger.info(`Dry run: ${branch} of ${repository} would be proposed.`);
          ctx.output('repository', repository);
          ctx.output('branch', branch);
          ctx.output('files', files.map(file => file.path));
          return;
        }
        const published = await ctx.checkpoint({
          key: `${kind.id.replaceAll(':', '.')}.${digestOf(answers)}`,
          fn: async () => ({ ...(await kind.propose(answers, options)) }),
        });
        ctx.logger.info(`Opened ${published.pullRequestUrl}.`);
        ctx.output('repository', published.repository);
        ctx.output('branch', published.branch);
        ctx.output('files', published.files);
        ctx.output('pullRequest', published.pullRequest);
        ctx.output('pullRequestUrl', published.pullRequestUrl);
      } catch (error) {
        throw toTaskError(error);
      }
    },
  });
}

/** All that is answered, in any order: two proposals of one task share a result only when they are the same in everything. */
function digestOf(answers: JsonObject): string {
  const named = Object.entries(answers).sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(named)).digest('hex');
}
