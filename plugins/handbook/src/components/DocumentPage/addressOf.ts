import { DocumentDetails } from '@connectly/plugin-handbook-common';
import { HandbookLinks } from '../../links';

/**
 * Where the link of a step leads: a page of the portal, another document beside this one, or the web. `undefined` for everything
 * else, because the address comes from a file.
 */
export function addressOf(href: string, document: DocumentDetails, links: HandbookLinks): string | undefined {
  if (/^https?:\/\/[^\s\\]+$/i.test(href)) return href;
  if (/[\\\s]/.test(href) || /^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//')) return undefined;
  // a page of the portal
  if (href.startsWith('/') && !/\.md(#|$)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const parts = href.startsWith('/') ? [] : document.path.split('/').slice(0, -1);
  for (const part of path.split('/').filter(Boolean)) {
    if (part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  const target = parts.join('/').replace(/\.ko\.md$/, '.md');
  return target.endsWith('.md') ? links.document({ repository: document.repository, path: target, anchor }) : undefined;
}
