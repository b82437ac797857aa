import { proposalUndoPermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';

/** `undo-proposal`: takes a proposal back. */
export function registerUndoProposalAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'undo-proposal',
    title: 'Undo a proposal',
    description:
      'Closes the pull request that propose-decision or propose-module opened for this person, and deletes its branch. Refused when somebody has committed, commented, reviewed or merged. Ask the person before.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    visibilityPermission: proposalUndoPermission,
    schema: {
      input: z =>
        z.object({
          repository: z.string().describe('organisation/name'),
          pullRequest: z.number().int().positive().describe('Number of the pull request'),
        }),
      output: z => z.object({ removed: z.array(z.string()).describe('What was removed, in words') }),
    },
    action: async ({ input, credentials }) => {
      try {
        return { output: await proposer.undo(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
