/**
 * A heading's text without the anchor that its writer chose by MkDocs' `{#anchor}` at its end, where both languages of a document share
 * it, and that anchor.
 * @public
 */
export function splitChosenAnchor(heading: string): { text: string; anchor?: string } {
  const written = heading.trimEnd();
  // from the last one: no quantifier may run over a long heading again and again
  const start = written.lastIndexOf('{#');
  const [, anchor] = (start !== -1 && /^\{#([\w-]+)\}$/.exec(written.slice(start))) || [];
  return anchor ? { text: written.slice(0, start).trimEnd(), anchor } : { text: heading };
}
