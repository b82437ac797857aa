import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Proposer } from '@connectly/plugin-platform-node';

/** What an action on proposals needs to be registered. */
export interface ProposalActionDependencies {
  actionsRegistry: ActionsRegistryService;
  proposer: Proposer;
}
