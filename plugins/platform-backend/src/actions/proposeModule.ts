import { moduleProposePermission } from '@connectly/plugin-platform-common';
import { toHttpError } from '@connectly/plugin-platform-node';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { moduleSchema, publishedSchema } from './proposalSchemas';

/** `propose-module`: opens the pull request of a module. */
export function registerProposeModuleAction({ actionsRegistry, proposer }: ProposalActionDependencies) {
  actionsRegistry.register({
    name: 'propose-module',
    title: 'Begin a module',
    description:
      'Opens a pull request in the central repository that begins a Terraform module: a skeleton that passes every check, to be filled on its branch. The same answers again return the open pull request. Show the person the result of render-module before.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: moduleProposePermission,
    schema: { input: moduleSchema, output: publishedSchema },
    action: async ({ input, credentials }) => {
      try {
        return { output: await proposer.proposeModule(input, { credentials }) };
      } catch (error) {
        throw toHttpError(error);
      }
    },
  });
}
