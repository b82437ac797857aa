import { NamedRelease } from '@connectly/plugin-handbook-common';
import { MarkdownText } from './MarkdownText';

/** Releases that one document can name; the others are not looked at. */
const releaseLimit = 100;

const version = /\/v(\d{1,6}\.\d{1,6}\.\d{1,6}(?:[-+][0-9A-Za-z.+-]{1,40})?)(?![\w])/g;
/** Names of modules are no longer. */
const nameLimit = 64;
const name = /(?:^|[^\w.@-])([a-z][a-z0-9-]{0,62})$/;

/**
 * Releases of modules that a document's commands, examples and texts between backticks name: `rds/v2.0.0`. What stands before a
 * version is looked at from behind, and not far, so that no text makes it take more than its length.
 */
export function namedReleases(markdown: MarkdownText): NamedRelease[] | undefined {
  const named = new Map<string, NamedRelease>();
  for (const { value, line } of [...markdown.codes(), ...markdown.fencedLines()]) {
    for (const match of value.matchAll(version)) {
      if (named.size === releaseLimit) return [...named.values()];
      const before = value.slice(Math.max(0, match.index - nameLimit), match.index);
      const [, module] = name.exec(before) ?? [];
      if (module) {
        const start = match.index - module.length;
        const prefixes = [`infrastructure/modules/${module}?ref=`, 'infrastructure/modules/'];
        const certain = prefixes.some(prefix => value.slice(Math.max(0, start - prefix.length), start) === prefix);
        const tag = `${module}/v${match[1]}`;
        const known = named.get(tag);
        if (known) known.certain ||= certain;
        else named.set(tag, { tag, certain, line });
      }
    }
  }
  return named.size > 0 ? [...named.values()] : undefined;
}
