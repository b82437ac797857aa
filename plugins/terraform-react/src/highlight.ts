/**
 * Colours by highlight.js. Its output is taken as a tree of tokens and never as HTML, so that nothing a file holds can
 * become markup.
 */
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import shell from 'highlight.js/lib/languages/shell';
import sql from 'highlight.js/lib/languages/sql';
import yaml from 'highlight.js/lib/languages/yaml';
import { hcl } from './hclLanguage';
import { rego } from './regoLanguage';

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('diff', diff);
hljs.registerLanguage('dockerfile', dockerfile);
hljs.registerLanguage('hcl', hcl);
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('json', json);
hljs.registerLanguage('markdown', markdown);
hljs.registerLanguage('rego', rego);
hljs.registerLanguage('shell', shell);
hljs.registerLanguage('sql', sql);
hljs.registerLanguage('yaml', yaml);
hljs.registerAliases(['terraform', 'tf', 'tfvars'], { languageName: 'hcl' });

/** Longer texts are shown without colours: colouring them would hold up the page. */
const maximumLength = 200_000;

/** A run of text with one colour. @public */
export interface CodeSpan {
  text: string;
  /** highlight.js's scope up to its first dot, such as `string`; absent for plain text. */
  kind?: string;
}

const languages: [RegExp, string][] = [
  [/\.(tf|tfvars|hcl)$/, 'hcl'],
  [/\.json$/, 'json'],
  [/\.ya?ml$/, 'yaml'],
  [/\.md$/, 'markdown'],
  [/\.m?js$/, 'javascript'],
  [/\.sh$/, 'bash'],
  [/\.rego$/, 'rego'],
  [/\.sql$/, 'sql'],
  [/(^|\/)Dockerfile$/, 'dockerfile'],
];

/** The language of a file by its name; `undefined` when it is none that is known here. @public */
export function languageOfPath(path: string): string | undefined {
  return languages.find(([pattern]) => pattern.test(path))?.[1];
}

interface TokenNode {
  scope?: string;
  children: (TokenNode | string)[];
}

function flatten(
  node: TokenNode | string,
  kind: string | undefined,
  spans: CodeSpan[],
) {
  if (typeof node === 'string') {
    spans.push({ text: node, kind });
    return;
  }
  const own = node.scope?.split('.')[0] ?? kind;
  for (const child of node.children) flatten(child, own, spans);
}

/** The text as coloured runs; joined, they are the text. @public */
export function highlight(
  text: string,
  language: string | undefined,
): CodeSpan[] {
  if (!language || !hljs.getLanguage(language) || text.length > maximumLength)
    return [{ text }];
  const result = hljs.highlight(text, { language, ignoreIllegals: true });
  const { rootNode } = result._emitter as unknown as { rootNode: TokenNode };
  const spans: CodeSpan[] = [];
  flatten(rootNode, undefined, spans);
  return spans;
}
