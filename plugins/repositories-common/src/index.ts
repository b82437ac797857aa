/**
 * Types, events and permissions of the reader of Git.
 *
 * @packageDocumentation
 */
export * from './events';
export * from './permissions';
export * from './repository';
