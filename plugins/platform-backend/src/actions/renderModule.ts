import { moduleProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { moduleSchema, renderedSchema } from './proposalSchemas';

/** `render-module`: the files of a module that would be begun; reads only. */
export function registerRenderModuleAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'render-module',
    title: 'Preview a module',
    description:
      'Gives the files of a Terraform module that propose-module would begin, and writes nothing.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: moduleProposePermission,
    schema: { input: moduleSchema, output: renderedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: (await proposer.renderModule(input, { credentials })).rendered };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
