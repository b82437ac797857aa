import { registerFindDocumentsAction } from './findDocuments';
import { HandbookActionDependencies } from './HandbookActionDependencies';
import { registerReadDocumentAction } from './readDocument';
import { registerTroubleshootAction } from './troubleshoot';

/** Registers what agents may ask of the handbook; they see what the person sees that they work for. */
export function registerHandbookActions(dependencies: HandbookActionDependencies) {
  registerFindDocumentsAction(dependencies);
  registerReadDocumentAction(dependencies);
  registerTroubleshootAction(dependencies);
}
