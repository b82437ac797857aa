export { UndoConfirmationField, validateUndoConfirmation } from './UndoConfirmationField';
export { UndoServiceField, validateUndoService } from './UndoServiceField';
