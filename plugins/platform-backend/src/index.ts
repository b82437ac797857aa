/**
 * Backend of the service form.
 *
 * @packageDocumentation
 */
export { platformPlugin as default } from './plugin';
