import type { Element, Root, RootContent } from 'hast';

/** Each takes a moment to be laid out; nobody reads more in one document. */
const drawnDiagrams = 20;

/**
 * Counts tables, blocks of code and diagrams, so that each has a name of its own for a screen reader. The first diagrams are marked to
 * be drawn, the rest are code.
 */
export function numberParts(): (tree: Root) => void {
  return tree => {
    const counts = new Map<string, number>();
    const walk = (node: Root | RootContent) => {
      if (node.type !== 'root' && node.type !== 'element') return;
      const part = node.type === 'element' && partOf(node);
      if (part && node.type === 'element') {
        const count = (counts.get(part) ?? 0) + 1;
        counts.set(part, count);
        node.properties = { ...node.properties, dataNumber: String(count), dataDrawn: part === 'diagram' && count <= drawnDiagrams };
      }
      for (const child of node.children) walk(child);
    };
    walk(tree);
  };
}

function partOf({ tagName, children: [code] }: Element): 'table' | 'code' | 'diagram' | undefined {
  if (tagName === 'table') return 'table';
  if (tagName !== 'pre') return undefined;
  const names = code?.type === 'element' ? code.properties.className : undefined;
  return Array.isArray(names) && names.includes('language-mermaid') ? 'diagram' : 'code';
}
