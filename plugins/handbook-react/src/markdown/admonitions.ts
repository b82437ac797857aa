/**
 * Admonitions, in both spellings: `> [!NOTE]` of GitHub and `!!! note "Title"` of MkDocs. The second is no Markdown, so it is written
 * as the first before the text is parsed. What makes a quotation an admonition is decided after the tree has been sanitised, by its
 * text alone: nothing in a document can set the attribute itself.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';

/** How an admonition looks; the words of MkDocs that are not among them look like the nearest of these. */
export type AdmonitionKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

const kinds: Record<AdmonitionKind, string[]> = {
  note: ['note', 'info', 'todo', 'abstract', 'summary', 'tldr', 'example', 'quote', 'cite', 'question', 'help', 'faq'],
  tip: ['tip', 'hint', 'success', 'check', 'done'],
  important: ['important'],
  warning: ['warning', 'attention'],
  caution: ['caution', 'danger', 'error', 'bug', 'failure', 'fail', 'missing'],
};

const fence = /^ {0,3}(`{3,}|~{3,})/;
const opening = /^(?:!!!|\?\?\?\+?) ([a-z]{2,20})(?: "([^"]{0,200})")?\s*$/;

/** The text with the admonitions of MkDocs written as GitHub writes them. Code is left alone. */
export function admonitionsOfMkDocs(text: string): string {
  if (!/^(?:!!!|\?\?\?)/m.test(text)) return text;
  const lines: string[] = [];
  let fenced: string | undefined;
  let inside = false;
  for (const line of text.split(/\r?\n/)) {
    const [, kind, title] = (!fenced && opening.exec(line)) || [];
    if (kind) {
      lines.push('', `> [!${kind}] ${title ?? ''}`.trimEnd(), '>');
      inside = true;
    } else if (inside && (line.startsWith('    ') || line.trim() === '')) {
      lines.push(`> ${line.slice(4)}`.trimEnd());
    } else {
      // a quotation takes the next line for its own unless a blank one is between
      if (inside) lines.push('');
      inside = false;
      const [, mark] = fence.exec(line) ?? [];
      if (mark && !fenced) fenced = mark;
      else if (mark && fenced && mark.startsWith(fenced)) fenced = undefined;
      lines.push(line);
    }
  }
  return lines.join('\n');
}

/** Marks quotations that begin with `[!NOTE]` with `dataAdmonition`, and with `dataTitled` when their first child is a title. */
export function admonitions(): (tree: Root) => void {
  return tree => {
    for (const quotation of quotationsOf(tree)) {
      const index = quotation.children.findIndex(child => child.type === 'element');
      const paragraph = quotation.children[index];
      if (paragraph?.type !== 'element' || paragraph.tagName !== 'p') continue;
      const [first] = paragraph.children;
      const [marker, word] = (first?.type === 'text' && /^\[!([A-Za-z]{2,20})\][ \t]*/.exec(first.value)) || [];
      const kind = (Object.keys(kinds) as AdmonitionKind[]).find(each => word && kinds[each].includes(word.toLowerCase()));
      if (!marker || !kind || first?.type !== 'text') continue;
      first.value = first.value.slice(marker.length);
      const [title, body] = splitAtLineEnd(paragraph.children);
      const isTitled = title.some(child => child.type !== 'text' || child.value.trim());
      quotation.properties = { dataAdmonition: kind, dataTitled: isTitled };
      const parts = [isTitled ? title : [], body].filter(part => part.length > 0);
      quotation.children.splice(index, 1, ...parts.map(part => element('p', part)));
    }
  };
}

function splitAtLineEnd(children: ElementContent[]): [ElementContent[], ElementContent[]] {
  const at = children.findIndex(child => child.type === 'text' && child.value.includes('\n'));
  const broken = children[at];
  if (broken?.type !== 'text') return [children, []];
  const end = broken.value.indexOf('\n');
  const text = (value: string): ElementContent[] => (value ? [{ type: 'text', value }] : []);
  return [
    [...children.slice(0, at), ...text(broken.value.slice(0, end))],
    [...text(broken.value.slice(end + 1)), ...children.slice(at + 1)],
  ];
}

function element(tagName: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: {}, children };
}

function quotationsOf(node: Root | RootContent): Element[] {
  if (node.type !== 'root' && node.type !== 'element') return [];
  const own = node.type === 'element' && node.tagName === 'blockquote' ? [node] : [];
  return [...own, ...node.children.flatMap(quotationsOf)];
}
