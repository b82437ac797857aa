export { HandbookDocuments } from './HandbookDocuments';
