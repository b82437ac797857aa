/**
 * Repositories for the tests of other backends.
 *
 * @packageDocumentation
 */
export { InMemoryRepositories } from './testUtils/InMemoryRepositories';
