/**
 * Backstage's own pages in Korean.
 *
 * @packageDocumentation
 */
export { appModuleKorean as default } from './module';
export { koreanResources } from './resources';
