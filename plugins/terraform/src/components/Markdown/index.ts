export type { DocumentPlace } from './documentLinks';
export { Markdown } from './Markdown';
