/**
 * Types of modules, stacks and contracts, shared by web and server.
 *
 * @packageDocumentation
 */
export * from './directory';
export * from './module';
