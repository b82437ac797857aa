import { waiverProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { publishedSchema, waiverSchema } from './proposalSchemas';

/** `propose-waiver`: opens the pull request of a waiver. */
export function registerProposeWaiverAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'propose-waiver',
    title: 'Propose a waiver',
    description:
      'Opens a pull request in the central repository that waives a policy for some resources of a service or a stack until a day. Nothing is waived by it: the platform team reviews and merges. The same answers again return the open pull request. Show the person the result of render-waiver before, and prefer mending the finding.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: waiverProposePermission,
    schema: { input: waiverSchema, output: publishedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: await proposer.proposeWaiver(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
