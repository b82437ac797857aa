export { handbookApiRef } from './HandbookApi';
export type { DocumentPageAnswer, HandbookApi, HandbookReadOptions } from './HandbookApi';
export { HandbookClient } from './HandbookClient';
