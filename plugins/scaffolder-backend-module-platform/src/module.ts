import { coreServices, createBackendModule } from '@backstage/backend-plugin-api';
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
import { createTaskGuard } from './createTaskGuard';

/**
 * Adds the actions `platform:service:render`, `:publish`, `:register` and `:undo`, `platform:adr:propose`, `platform:module:propose`,
 * `platform:waiver:propose` and `platform:proposal:undo`, and says to whoever may start no task why.
 * @public
 */
export const scaffolderModulePlatform = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'platform',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auditor: coreServices.auditor,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
        proposer: proposerRef,
        provisioner: serviceProvisionerRef,
      },
      async init({ actions, auditor, httpAuth, httpRouter, permissions, proposer, provisioner }) {
        // modules begin before their plugin, so this stands before its routes
        httpRouter.use(createTaskGuard({ auditor, httpAuth, permissions }));
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
