/**
 * The forms: their questions and their reviews.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
