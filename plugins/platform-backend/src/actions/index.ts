import { registerPublishServiceAction } from './publishService';
import { registerRegisterServiceAction } from './registerService';
import { registerRenderServiceAction } from './renderService';
import { ServiceActionDependencies } from './ServiceActionDependencies';
import { registerUndoServiceAction } from './undoService';

/** Registers the operations on services for agents; they run as the caller. */
export function registerServiceActions(dependencies: ServiceActionDependencies) {
  registerRenderServiceAction(dependencies);
  registerPublishServiceAction(dependencies);
  registerRegisterServiceAction(dependencies);
  registerUndoServiceAction(dependencies);
}
