export { OwnersList } from './OwnersList';
