export type { ForgeAccess } from './ForgeClient';
export { creationId, creationMarker, readCreationKey } from './creationMarker';
export { publishService } from './publishService';
export type { PublishedService, PublishServiceOptions } from './publishService';
export { registerService } from './registerService';
export { undoService } from './undoService';
export type { UndoneService, UndoServiceOptions } from './undoService';
