import { posix } from 'node:path';
import { ParsedDocument } from '../parse/parseDocument';
import { isOver } from './isOver';
import { KnownPaths } from './KnownPaths';
import { tellMissing } from './tellMissing';

/** Paths of the repository that a text between backticks may name. */
const named = /^(?:docs|infrastructure|packages|plugins|script|templates)\/[\w./@-]+$/;

/** What links are compared with. */
export interface LinkTargets {
  paths: KnownPaths;
  /** Whether they are all that the repository has; else of what is not given only Markdown below `docs/` is not there. */
  complete: boolean;
  /** Of each document that could be read, by file. */
  anchors: Map<string, Set<string> | undefined>;
}

/** What a link into a document can lead to. */
export function anchorsOf({ markdown }: ParsedDocument): Set<string> | undefined {
  return markdown.refusal ? undefined : markdown.anchors();
}

/** Finds links, anchors and paths that lead nowhere. Links out of the repository are not followed. */
export function checkLinks(parsed: ParsedDocument, { paths, complete, anchors }: LinkTargets): void {
  const { document, markdown, file } = parsed;
  for (const { url, line } of markdown.links()) {
    const target = targetOf(file, url);
    if (!target) continue;
    const { path, anchor } = target;
    const known = complete || /^docs\/.*\.md$/.test(path);
    if (known && !paths.has(path)) {
      tellMissing(parsed, `There is no "${path}", to which a link leads.`, line);
    } else if (anchor && anchors.get(path)?.has(anchor) === false) {
      tellMissing(parsed, `"${path}" has no heading with the anchor "${anchor}".`, line);
    }
  }
  if (!complete || isOver(document)) return;
  for (const { value, line } of markdown.codes()) {
    // a repository without the folder speaks of another one's
    if (named.test(value) && paths.beginsHere(value) && !paths.has(value)) {
      tellMissing(parsed, `There is no "${value}".`, line);
    }
  }
}

/** Where a relative link of a file leads in the repository; nothing for a link to elsewhere. */
function targetOf(file: string, url: string): { path: string; anchor?: string } | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/|^$/i.test(url)) {
    return undefined;
  }
  const [location, anchor] = url.split('#').map(decoded);
  const path = location ? posix.join(posix.dirname(file), location.split('?')[0]) : file;
  return path.startsWith('..') ? undefined : { path, anchor };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
