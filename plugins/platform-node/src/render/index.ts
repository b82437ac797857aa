export { createModuleCatalogue } from './catalogue';
export type { ModuleCatalogue } from './catalogue';
export { serviceTemplate } from './descriptors';
export { renderDecision } from './renderDecision';
export { renderModule } from './renderModule';
export { renderWaiver } from './renderWaiver';
export { renderService } from './renderService';
export type { RenderServiceOptions } from './RenderServiceOptions';
