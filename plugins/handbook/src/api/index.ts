export { handbookApiRef } from './HandbookApi';
export type { DocumentPageAnswer, HandbookApi, HandbookReadOptions, RunbookRunQuery } from './HandbookApi';
export { HandbookClient } from './HandbookClient';
