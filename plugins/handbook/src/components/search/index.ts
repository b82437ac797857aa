export { HandbookFoundItem } from './HandbookFoundItem';
