import { waiverProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { renderedSchema, waiverSchema } from './proposalSchemas';

/** `render-waiver`: the file of a waiver that would be proposed; reads only. */
export function registerRenderWaiverAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'render-waiver',
    title: 'Preview a waiver',
    description: 'Gives the file and the pull request that propose-waiver would open now, and writes nothing.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: waiverProposePermission,
    schema: { input: waiverSchema, output: renderedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: (await proposer.renderWaiver(input, { credentials })).rendered };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
