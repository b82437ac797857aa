/**
 * Shared words of the platform suite.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './errors';
export * from './answers';
export * from './permissions';
export * from './files';
export * from './registration';
export * from './serviceModules';
export * from './sizing';
