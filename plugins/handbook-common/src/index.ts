/**
 * Types of handbook documents, shared by web and server.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './chosenAnchor';
export * from './document';
export * from './permissions';
export * from './readingRefusal';
export * from './runs';
