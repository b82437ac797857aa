export { OwnerLink } from './OwnerLink';
export { PortalLink } from './PortalLink';
export { RepositoryLink } from './RepositoryLink';
export { SourceLink } from './SourceLink';
export { useRepositoryEntities } from './useRepositoryEntities';
