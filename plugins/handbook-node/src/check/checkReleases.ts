import { DocumentFinding, NamedRelease } from '@connectly/plugin-handbook-common';
import { ParsedDocument } from '../parse/parseDocument';
import { isOver } from './isOver';

/** Releases of the central repository's modules. @public */
export interface KnownReleases {
  /** Such as `rds/v2.0.0`. */
  tags: ReadonlySet<string>;
  modules: ReadonlySet<string>;
}

/**
 * Which releases there are.
 * @param tags - names of the central repository's tags; those that are no release are left out
 * @public
 */
export function knownReleases(tags: Iterable<string>): KnownReleases {
  const all = [...tags].filter(tag => /^[^/]+\/v\d/.test(tag));
  return { tags: new Set(all), modules: new Set(all.map(tag => tag.slice(0, tag.indexOf('/')))) };
}

/**
 * Whether a release that a text names is not there. Of a name that no module has nobody knows whose it is, unless the text says
 * that it is a module of the platform.
 * @public
 */
export function isMissingRelease({ tag, certain }: Pick<NamedRelease, 'tag' | 'certain'>, { tags, modules }: KnownReleases): boolean {
  return !tags.has(tag) && (certain || modules.has(tag.slice(0, tag.indexOf('/'))));
}

/** What is told of a release that is not there. @public */
export function missingReleaseFinding(tag: string, place: Pick<DocumentFinding, 'file' | 'line'>): DocumentFinding {
  return { severity: 'error', code: 'PLT-703', message: `No module has the release "${tag}".`, ...place };
}

/** Finds releases of modules that are not there. */
export function checkReleases({ document, file }: ParsedDocument, releases: KnownReleases): void {
  if (isOver(document)) return;
  for (const release of document.releases ?? []) {
    if (isMissingRelease(release, releases)) {
      document.findings.push(missingReleaseFinding(release.tag, { file, line: release.line }));
    }
  }
}
