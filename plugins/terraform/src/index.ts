/**
 * Modules, stacks and contracts: pages and entity cards.
 *
 * @packageDocumentation
 */
export { terraformPlugin as default } from './plugin';
