/**
 * Shared words of the platform suite.
 *
 * @packageDocumentation
 */
export * from './annotations';
export * from './errors';
