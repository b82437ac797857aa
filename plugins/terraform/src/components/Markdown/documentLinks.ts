import { Forge } from '../../forge';
import { TerraformLinks } from '../../links';
import { headingId } from './headingOrder';

/** Where a document of the central repository stands. */
export interface DocumentPlace {
  repository: string;
  /** Directory of the document, such as `infrastructure/modules/rds`. */
  directory: string;
  /** Branch, tag or commit at which it was read. */
  ref: string;
}

/** Where a link of a document leads. */
export interface DocumentLink {
  href: string;
  to: 'heading' | 'portal' | 'outside';
}

const moduleDirectory = /^infrastructure\/modules\/([A-Za-z0-9_-]+)\/?$/;

/**
 * Resolves a link of a document; `undefined` for what must not be followed, which is everything but http, https and
 * paths of the repository. A module beside this one leads to its page here, another file to the forge.
 */
export function resolveDocumentLink(
  href: string | undefined,
  options: { place: DocumentPlace; forge: Forge; links: TerraformLinks },
): DocumentLink | undefined {
  const { place, forge, links } = options;
  if (!href) return undefined;
  if (href.startsWith('#'))
    return { href: `#${headingId(decode(href.slice(1)))}`, to: 'heading' };
  if (/^https?:\/\//i.test(href)) return { href, to: 'outside' };
  // a scheme, or another host without one
  if (
    /^[a-z][a-z0-9+.-]*:/i.test(href) ||
    /^[\\/]{2}/.test(href) ||
    href.includes('\\')
  )
    return undefined;
  const [target] = href.split(/[?#]/);
  const path = resolvePath(place.directory, decode(target));
  if (!path) return undefined;
  const [, module] = moduleDirectory.exec(path) ?? [];
  const page = module && links.module(module);
  return page
    ? { href: page, to: 'portal' }
    : {
        href: forge.file({
          repository: place.repository,
          ref: place.ref,
          path,
        }),
        to: 'outside',
      };
}

/** The path from the repository's root, or `undefined` when it leaves the repository. It is decoded before it is split. */
function resolvePath(directory: string, target: string): string | undefined {
  const parts = target.startsWith('/')
    ? []
    : directory.split('/').filter(Boolean);
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
