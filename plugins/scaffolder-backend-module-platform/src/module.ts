import { createBackendModule } from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { proposerRef, serviceProvisionerRef } from '@connectly/plugin-platform-node';
import { createProposeDecisionAction } from './actions/proposeDecision';
import { createProposeModuleAction } from './actions/proposeModule';
import { createProposeWaiverAction } from './actions/proposeWaiver';
import { createPublishServiceAction } from './actions/publishService';
import { createRegisterServiceAction } from './actions/registerService';
import { createRenderServiceAction } from './actions/renderService';
import { createUndoProposalAction } from './actions/undoProposal';
import { createUndoServiceAction } from './actions/undoService';

/**
 * Adds the actions `platform:service:render`, `:publish`, `:register` and `:undo`, `platform:adr:propose`, `platform:module:propose`,
 * `platform:waiver:propose` and `platform:proposal:undo`.
 * @public
 */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        proposer: proposerRef,
        provisioner: serviceProvisionerRef,
      },
      async init({ actions, proposer, provisioner }) {
        actions.addActions(
          createRenderServiceAction({ provisioner }),
          createPublishServiceAction({ provisioner }),
          createRegisterServiceAction({ provisioner }),
          createUndoServiceAction({ provisioner }),
          createProposeDecisionAction({ proposer }),
          createProposeModuleAction({ proposer }),
          createProposeWaiverAction({ proposer }),
          createUndoProposalAction({ proposer }),
        );
      },
    });
  },
});
