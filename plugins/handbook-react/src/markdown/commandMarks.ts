import type { Code, Root, RootContent } from 'mdast';

const mark = /^<!--\s*(?:(run)(?::\s*([\w-]{1,60}))?|not run:\s*([^\n]{1,300}?))\s*-->$/;

/**
 * Reads the comment above a fenced block that says whether a test runs it: `<!-- run -->`, `<!-- run: world -->`,
 * `<!-- not run: why -->`. The block carries it as `dataRun` or `dataNotRun`, which are the only attributes that a document can set,
 * and which are shown as text.
 */
export function commandMarks(): (tree: Root) => void {
  return tree => markIn(tree);
}

function markIn(node: Root | RootContent) {
  if (!('children' in node)) return;
  let before: RootContent | undefined;
  for (const child of node.children) {
    if (child.type === 'code' && before?.type === 'html') setMark(child, before.value);
    markIn(child);
    before = child;
  }
}

function setMark(code: Code, comment: string) {
  const [, run, world = '', why] = mark.exec(comment) ?? [];
  if (run) code.data = { ...code.data, hProperties: { dataRun: world } };
  else if (why) code.data = { ...code.data, hProperties: { dataNotRun: why } };
}
