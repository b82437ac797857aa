export type { ForgeAccess } from './ForgeClient';
export { creationId, creationMarker, publishService } from './publishService';
export type { PublishedService, PublishServiceOptions } from './publishService';
