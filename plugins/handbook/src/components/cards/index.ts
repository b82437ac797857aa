export { EntityDocumentsCard } from './EntityDocumentsCard';
export { EntityDocumentsContent } from './EntityDocumentsContent';
