/**
 * Decisions, runbooks, troubleshooting, guides and paths for newcomers: pages and entity cards.
 *
 * @packageDocumentation
 */
export { handbookPlugin as default } from './plugin';
