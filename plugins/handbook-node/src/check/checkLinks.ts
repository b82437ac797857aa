import { posix } from 'node:path';
import { ParsedDocument } from '../parse/parseDocument';

/** Paths of the repository that a text between backticks may name. */
const named = /^(?:docs|infrastructure|packages|plugins|script|templates)\/[\w./@-]+$/;

/** Finds links, anchors and paths that lead nowhere. Links out of the repository are not followed. */
export function checkLinks(parsed: ParsedDocument[], options: { paths: Set<string>; complete: boolean }): void {
  const { paths, complete } = options;
  const directories = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      directories.add(path.slice(0, end));
    }
  }
  const exists = (path: string) => paths.has(path) || directories.has(path.replace(/\/$/, ''));
  const anchors = new Map(parsed.map(({ file, markdown }) => [file, markdown.refusal ? undefined : markdown.anchors()]));
  const folders = new Set([...directories].filter(directory => !directory.includes('/')));
  for (const { document, markdown, file } of parsed) {
    const tell = (message: string, line: number) =>
      document.findings.push({ severity: 'error', code: 'PLT-703', message, file, line });
    for (const { url, line } of markdown.links()) {
      const target = targetOf(file, url);
      if (!target) continue;
      const { path, anchor } = target;
      // of what is not given, a mirror of texts may hold pictures and files that are no text
      const known = complete || /^docs\/.*\.md$/.test(path);
      if (known && !exists(path)) {
        tell(`There is no "${path}", to which a link leads.`, line);
      } else if (anchor && anchors.get(path)?.has(anchor) === false) {
        tell(`"${path}" has no heading with the anchor "${anchor}".`, line);
      }
    }
    // a decision that no longer holds names what there was
    if (!complete || ['superseded', 'deprecated', 'rejected'].includes(document.decision?.state ?? '')) continue;
    for (const { value, line } of markdown.codes()) {
      // a repository without the folder speaks of another one's
      if (named.test(value) && folders.has(value.split('/')[0]) && !exists(value)) {
        tell(`There is no "${value}".`, line);
      }
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
