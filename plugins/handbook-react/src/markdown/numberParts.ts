import type { Root, RootContent } from 'hast';

/** Counts tables and blocks of code, so that each has a name of its own for a screen reader. */
export function numberParts(): (tree: Root) => void {
  return tree => {
    const counts = new Map<string, number>();
    const walk = (node: Root | RootContent) => {
      if (node.type !== 'root' && node.type !== 'element') return;
      if (node.type === 'element' && (node.tagName === 'table' || node.tagName === 'pre')) {
        const count = (counts.get(node.tagName) ?? 0) + 1;
        counts.set(node.tagName, count);
        node.properties = { ...node.properties, dataNumber: String(count) };
      }
      for (const child of node.children) walk(child);
    };
    walk(tree);
  };
}
