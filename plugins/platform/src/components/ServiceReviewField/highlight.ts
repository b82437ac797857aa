/**
 * Colours for the files of a service, by highlight.js. Its output is taken as a tree of tokens and never as HTML, so
 * that nothing a file holds can become markup.
 */
import hljs from 'highlight.js/lib/core';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import yaml from 'highlight.js/lib/languages/yaml';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { hcl } from './hclLanguage';

hljs.registerLanguage('dockerfile', dockerfile);
hljs.registerLanguage('hcl', hcl);
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('json', json);
hljs.registerLanguage('markdown', markdown);
hljs.registerLanguage('yaml', yaml);

/** A run of text with one colour. */
export interface Span {
  text: string;
  /** highlight.js's scope up to its first dot, such as `string`; absent for plain text. */
  kind?: string;
}

const languages: [RegExp, string][] = [
  [/\.tf$/, 'hcl'],
  [/\.json$/, 'json'],
  [/\.ya?ml$/, 'yaml'],
  [/\.md$/, 'markdown'],
  [/\.mjs$/, 'javascript'],
  [/(^|\/)Dockerfile$/, 'dockerfile'],
];

interface TokenNode {
  scope?: string;
  children: (TokenNode | string)[];
}

function flatten(node: TokenNode | string, kind: string | undefined, spans: Span[]) {
  if (typeof node === 'string') {
    spans.push({ text: node, kind });
    return;
  }
  const own = node.scope?.split('.')[0] ?? kind;
  for (const child of node.children) flatten(child, own, spans);
}

/** The file's text as coloured runs; joined, they are the text. */
export function highlight(file: RenderedFile): Span[] {
  const language = languages.find(([pattern]) => pattern.test(file.path))?.[1];
  if (!language) return [{ text: file.content }];
  const result = hljs.highlight(file.content, { language, ignoreIllegals: true });
  const { rootNode } = result._emitter as unknown as { rootNode: TokenNode };
  const spans: Span[] = [];
  flatten(rootNode, undefined, spans);
  return spans;
}
