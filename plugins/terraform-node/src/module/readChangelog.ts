import { valid } from 'semver';

const heading =
  /^##\s+\[?v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\]?(?:\s+-\s+(\d{4}-\d{2}-\d{2}))?/;

/** One release that a changelog names. @public */
export interface ChangelogRelease {
  /** semver without a leading v. */
  version: string;
  /** ISO date, when the heading has one. */
  date?: string;
}

/**
 * The releases of a changelog in the "Keep a Changelog" form, in its order: the first is the newest.
 * `Unreleased` and other headings are passed over.
 * @public
 */
export function readChangelog(text: string): ChangelogRelease[] {
  const releases: ChangelogRelease[] = [];
  for (const line of text.split(/\r?\n/)) {
    const found = heading.exec(line);
    if (found && valid(found[1])) {
      releases.push({ version: found[1], date: found[2] });
    }
  }
  return releases;
}
