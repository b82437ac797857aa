/**
 * The service form: its questions and its review.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
