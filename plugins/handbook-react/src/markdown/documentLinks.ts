import { Forge } from '@connectly/plugin-platform-react';
import { headingSlug } from './headings';

/** Where a document stands. @public */
export interface DocumentPlace {
  /** `owner/name` of its repository. */
  repository: string;
  /** Directory of the document, such as `infrastructure/modules/rds`. */
  directory: string;
  /** Branch, tag or commit at which it was read. */
  ref: string;
}

/** What a link of a document points at inside its own repository. @public */
export interface RepositoryTarget {
  /** From the repository's root. */
  path: string;
  /** Anchor of a heading, as GitHub makes it; empty for the whole file. */
  anchor: string;
}

/** The page of this portal that shows a file or directory of the document's repository, where there is one. @public */
export type PortalPageOf = (target: RepositoryTarget) => string | undefined;

/** Where a link of a document leads. */
export interface DocumentLink {
  href: string;
  to: 'heading' | 'portal' | 'outside';
}

/**
 * Resolves a link of a document; `undefined` for what must not be followed, which is everything but http, https and paths of the
 * repository. What the portal has a page for leads there, another file to the forge.
 */
export function resolveDocumentLink(
  href: string | undefined,
  options: { place: DocumentPlace; forge: Forge; portalPageOf?: PortalPageOf; idPrefix: string },
): DocumentLink | undefined {
  const { place, forge, portalPageOf, idPrefix } = options;
  if (!href) return undefined;
  if (href.startsWith('#')) {
    const fragment = decode(href.slice(1));
    // footnotes come with the prefix already
    return { href: `#${/^fn(ref)?-/.test(fragment.slice(idPrefix.length)) ? fragment : idPrefix + headingSlug(fragment)}`, to: 'heading' };
  }
  if (/^https?:\/\//i.test(href)) return { href, to: 'outside' };
  const path = resolveRepositoryPath(href, place);
  if (!path) return undefined;
  const [, fragment = ''] = href.split('#');
  const page = portalPageOf?.({ path, anchor: headingSlug(decode(fragment)) });
  return page
    ? { href: page, to: 'portal' }
    : { href: forge.file({ repository: place.repository, ref: place.ref, path }), to: 'outside' };
}

/** The path of a file of the document's repository, from its root; `undefined` for everything outside. */
export function resolveRepositoryPath(href: string | undefined, place: Pick<DocumentPlace, 'directory'>): string | undefined {
  // a scheme, or another host without one
  if (!href || /^[a-z][a-z0-9+.-]*:/i.test(href) || /^[\\/]{2}/.test(href) || href.includes('\\')) return undefined;
  const [target] = href.split(/[?#]/);
  return resolvePath(place.directory, decode(target));
}

/** The path from the repository's root, or `undefined` when it leaves the repository. It is decoded before it is split. */
function resolvePath(directory: string, target: string): string | undefined {
  const parts = target.startsWith('/') ? [] : directory.split('/').filter(Boolean);
  for (const part of target.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') {
      parts.push(part);
    } else if (parts.pop() === undefined) {
      return undefined;
    }
  }
  return parts.join('/') || undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
