import { readingRefusal } from '@connectly/plugin-handbook-common';
import type { Nodes } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { MarkdownText } from './MarkdownText';

/** What a text is as a part of a document. @public */
export interface Passage {
  /** Why it cannot stand below a heading of a document, as the end of a sentence that begins with it. */
  refusal?: string;
  /** Whether it begins with a paragraph, so that words may stand before it on its line. */
  beginsWithText: boolean;
}

/** What would reach beyond the passage: into the document's headings, or into the meaning of its other parts. */
const refused: Partial<Record<Nodes['type'], string>> = {
  heading: 'holds a heading',
  html: 'holds HTML',
  definition: 'defines a link that the whole document would have',
  footnoteDefinition: 'holds a footnote',
};

const depthLimit = 100;

function refusalOf(node: Nodes, text: string, depth = 0): string | undefined {
  if (refused[node.type]) return refused[node.type];
  if (depth > depthLimit) return 'has lists or quotes too deep within each other';
  // Python-Markdown, which TechDocs renders with, takes such a line for a heading, with or without a blank behind the marks
  if (node.type === 'paragraph' && /^[ \t>]*#/m.test(text.slice(node.position?.start.offset, node.position?.end.offset))) {
    return 'holds a line that begins with #';
  }
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const refusal = refusalOf(child, text, depth + 1);
    if (refusal) return refusal;
  }
  return undefined;
}

/**
 * Reads Markdown that shall stand below a heading. It may hold paragraphs, lists, quotes, tables and code, but nothing that ends its
 * section or outlives it.
 * @public
 */
export function readPassage(text: string): Passage {
  // a form sends a dozen of them, each is parsed twice, and somebody waits
  const unread = readingRefusal(text, 0.1);
  if (unread) return { refusal: unread, beginsWithText: false };
  const { root } = new MarkdownText(text, 0);
  const beginsWithText = root.children[0]?.type === 'paragraph';
  const refusal = refusalOf(root, text);
  if (refusal) return { refusal, beginsWithText };
  // a block of code that nobody closed would take the rest of the document
  const last = new MarkdownText(`${text}\n\n# end\n`, 0).root.children.at(-1);
  const isClosed = last?.type === 'heading' && toString(last) === 'end';
  return { refusal: isClosed ? undefined : 'holds a block of code that is not closed', beginsWithText };
}
