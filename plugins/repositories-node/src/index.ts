/**
 * The reader of Git for other backends.
 *
 * @packageDocumentation
 */
export * from './RepositoriesService';
export { repositoriesServiceRef } from './repositoriesServiceRef';
export { subscribeToRepositories } from './subscribeToRepositories';
