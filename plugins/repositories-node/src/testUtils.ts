/**
 * Repositories, permissions and an audit log for the tests of other backends.
 *
 * @packageDocumentation
 */
export { InMemoryRepositories } from './testUtils/InMemoryRepositories';
export { watchGuard, type WatchedGuard } from './testUtils/watchGuard';
