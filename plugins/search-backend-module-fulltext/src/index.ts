/**
 * Backstage's search, for Korean and for many documents.
 *
 * @packageDocumentation
 */
export { searchModuleFulltext as default } from './module';
export { PostgresSearchEngine } from './postgres/PostgresSearchEngine';
export { SqliteSearchEngine } from './sqlite/SqliteSearchEngine';
