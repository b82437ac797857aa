import { registerProposeDecisionAction } from './proposeDecision';
import { registerProposeModuleAction } from './proposeModule';
import { registerProposeWaiverAction } from './proposeWaiver';
import { ProposalActionDependencies } from './ProposalActionDependencies';
import { registerPublishServiceAction } from './publishService';
import { registerRegisterServiceAction } from './registerService';
import { registerRenderDecisionAction } from './renderDecision';
import { registerRenderModuleAction } from './renderModule';
import { registerRenderServiceAction } from './renderService';
import { registerRenderWaiverAction } from './renderWaiver';
import { ServiceActionDependencies } from './ServiceActionDependencies';
import { registerUndoProposalAction } from './undoProposal';
import { registerUndoServiceAction } from './undoService';

/** Registers the operations on services for agents; they run as the caller. */
export function registerServiceActions(dependencies: ServiceActionDependencies) {
  registerRenderServiceAction(dependencies);
  registerPublishServiceAction(dependencies);
  registerRegisterServiceAction(dependencies);
  registerUndoServiceAction(dependencies);
}

/** Registers the operations on proposals for agents; they run as the caller. */
export function registerProposalActions(dependencies: ProposalActionDependencies) {
  registerRenderDecisionAction(dependencies);
  registerProposeDecisionAction(dependencies);
  registerRenderModuleAction(dependencies);
  registerProposeModuleAction(dependencies);
  registerRenderWaiverAction(dependencies);
  registerProposeWaiverAction(dependencies);
  registerUndoProposalAction(dependencies);
}
