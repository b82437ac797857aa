/**
 * The reader of Git for other backends.
 *
 * @packageDocumentation
 */
export { everyPage } from './everyPage';
export { followAndRepeat } from './followAndRepeat';
export * from './RepositoriesReconciler';
export * from './RepositoriesService';
export * from './RepositoryHistoryService';
export {
  repositoriesServiceRef,
  repositoryHistoryServiceRef,
} from './repositoriesServiceRef';
export { subscribeToRepositories } from './subscribeToRepositories';
