/**
 * Scaffolder actions that make a service repository.
 *
 * @packageDocumentation
 */
export { scaffolderModulePlatform as default } from './module';
