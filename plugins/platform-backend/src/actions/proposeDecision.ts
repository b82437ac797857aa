import { decisionProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { decisionSchema, publishedSchema } from './proposalSchemas';

/** `propose-decision`: opens the pull request of a decision. */
export function registerProposeDecisionAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'propose-decision',
    title: 'Propose a decision',
    description:
      'Opens a pull request with an architecture decision record (MADR 4, status proposed) under the next free number. Nothing is decided by it: people review and merge. The same answers again return the open pull request. Show the person the result of render-decision before.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: decisionProposePermission,
    schema: { input: decisionSchema, output: publishedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: await proposer.proposeDecision(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
