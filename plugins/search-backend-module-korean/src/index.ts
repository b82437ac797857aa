/**
 * Backstage's search in memory, for texts in Korean too.
 *
 * @packageDocumentation
 */
export { KoreanLunrSearchEngine } from './KoreanLunrSearchEngine';
export { searchModuleKorean as default } from './module';
