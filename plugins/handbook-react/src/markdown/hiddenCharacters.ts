import { showHiddenCharacters } from '@connectly/plugin-platform-common';
import type { Root, RootContent } from 'hast';

/** Shows characters that hide in a document and turn its text around: a command on the screen is the command that is copied. */
export function hiddenCharacters(): (tree: Root) => void {
  return showIn;
}

function showIn(node: Root | RootContent) {
  if (node.type === 'text') node.value = showHiddenCharacters(node.value);
  if ('children' in node) node.children.forEach(showIn);
}
