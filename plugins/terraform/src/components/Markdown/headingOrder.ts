import type { Element, Root, RootContent } from 'hast';

/** Before the ids of a document's headings, so that they cannot take the place of an id of the page. */
const idPrefix = 'document-';

/**
 * Brings a document's headings below the page's own: its outline stays, its first level becomes `top`, and no level is
 * left out, however the document was written. Each gets the id that links inside the document expect.
 */
export function headingOrder(options: { top: number }): (tree: Root) => void {
  return tree => {
    const open: number[] = [];
    for (const heading of headingsOf(tree)) {
      const level = Number(heading.tagName[1]);
      while (open.length > 0 && open[open.length - 1] >= level) open.pop();
      open.push(level);
      heading.tagName = `h${Math.min(6, options.top + open.length - 1)}`;
      heading.properties = { id: headingId(textOf(heading)) };
    }
  };
}

/** The id of a heading by its text or by the fragment of a link to it. */
export function headingId(text: string): string {
  const slug = text.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '');
  return `${idPrefix}${slug.trim().replace(/\s/g, '-')}`;
}

function headingsOf(node: Root | RootContent): Element[] {
  if (node.type !== 'root' && node.type !== 'element') return [];
  const own =
    node.type === 'element' && /^h[1-6]$/.test(node.tagName) ? [node] : [];
  return [...own, ...node.children.flatMap(headingsOf)];
}

function textOf(node: RootContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}
