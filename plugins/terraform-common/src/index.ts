/**
 * Types of modules, stacks and contracts, shared by web and server.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './call';
export * from './directory';
export * from './interfaceDifference';
export * from './module';
export * from './permissions';
export * from './type';
