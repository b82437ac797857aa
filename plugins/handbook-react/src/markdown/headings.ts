import { splitChosenAnchor } from '@connectly/plugin-handbook-common';
import GithubSlugger, { slug } from 'github-slugger';
import type { Element, Root, RootContent } from 'hast';

/**
 * Brings a document's headings below the page's own: its outline stays, its first level becomes `top`, and no level is left out,
 * however the document was written. Each gets the id that links inside the document expect, after `idPrefix`, so that it cannot take
 * the place of an id of the page.
 */
export function headings(options: { top: number; idPrefix: string; withoutTitle?: boolean }): (tree: Root) => void {
  return tree => {
    const all = headingsOf(tree);
    const slugger = new GithubSlugger();
    for (const heading of all) {
      const chosen = takeChosenAnchor(heading);
      heading.properties = { id: `${options.idPrefix}${slugger.slug(chosen ?? textOf(heading))}` };
    }
    const title = options.withoutTitle ? titleOf(tree) : undefined;
    if (title) tree.children = tree.children.filter(child => child !== title);
    const open: number[] = [];
    for (const heading of all) {
      if (heading === title) continue;
      const level = Number(heading.tagName[1]);
      while (open.length > 0 && open[open.length - 1] >= level) open.pop();
      open.push(level);
      heading.tagName = `h${Math.min(6, options.top + open.length - 1)}`;
    }
  };
}

/** The anchor of a heading by the fragment of a link to it, as GitHub makes it. */
export function headingSlug(fragment: string): string {
  return slug(fragment.trim());
}

/** Takes the anchor that its writer chose out of a heading's text. */
function takeChosenAnchor(heading: Element): string | undefined {
  const last = heading.children[heading.children.length - 1];
  if (last?.type !== 'text') return undefined;
  const { text, anchor } = splitChosenAnchor(last.value);
  last.value = text;
  return anchor;
}

/** The text of an element, as it is read. */
export function textOf(node: RootContent): string {
  if (node.type === 'text') return node.value;
  return node.type === 'element' ? node.children.map(textOf).join('') : '';
}

function titleOf(tree: Root): RootContent | undefined {
  const first = tree.children.find(child => child.type === 'element');
  return first?.type === 'element' && first.tagName === 'h1' ? first : undefined;
}

function headingsOf(node: Root | RootContent): Element[] {
  if (node.type !== 'root' && node.type !== 'element') return [];
  const own = node.type === 'element' && /^h[1-6]$/.test(node.tagName) ? [node] : [];
  return [...own, ...node.children.flatMap(headingsOf)];
}
