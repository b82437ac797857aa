export { InlineCode } from './InlineCode';
export { withoutMarks } from './withoutMarks';
