/**
 * Source code in pages: highlighted, copied, and never markup.
 *
 * @packageDocumentation
 */
export { CodeBlock } from './CodeBlock';
export type { CodeBlockProps } from './CodeBlock';
export { CodeText } from './CodeText';
export type { CodeTextProps } from './CodeText';
export { highlight, languageOfPath } from './highlight';
export type { CodeSpan } from './highlight';
