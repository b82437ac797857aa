export { useRepositoryEntities } from './useRepositoryEntities';
