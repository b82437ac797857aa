export { UndoConfirmationField, validateUndoConfirmation } from './UndoConfirmationField';
export { UndoServiceField } from './UndoServiceField';
