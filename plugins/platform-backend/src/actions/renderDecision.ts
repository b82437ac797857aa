import { decisionProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { decisionSchema, renderedSchema } from './proposalSchemas';

/** `render-decision`: the document that would be proposed; reads only. */
export function registerRenderDecisionAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'render-decision',
    title: 'Preview a decision',
    description:
      'Gives the document and the pull request that propose-decision would open now, and writes nothing. The number may be another by then, when somebody else proposes first.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: decisionProposePermission,
    schema: { input: decisionSchema, output: renderedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: (await proposer.renderDecision(input, { credentials })).rendered };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
