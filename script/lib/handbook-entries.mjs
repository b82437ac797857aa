/** The troubleshooting entries as a reproduction needs them: patterns, and the fenced blocks of each section. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blocksOf } from './handbook-blocks.mjs';
import { load } from './infra-contracts.mjs';
import { root } from './paths.mjs';

export const troubleshooting = join(root, 'docs/troubleshooting');

async function readDocument(file) {
  const { parse } = await load('yaml');
  const [, head, text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(await readFile(join(troubleshooting, file), 'utf8')) ?? [];
  if (head === undefined) throw new Error(`docs/troubleshooting/${file} begins with no front matter.`);
  return { ...parse(head), text };
}

/**
 * Every entry, in the order of its number.
 *
 * @returns {Promise<{ id: string, file: string, title: string, symptom: string, patterns: object[], tags: string[], errors: string[],
 *   proof?: string, source?: string, blocks: object[], korean: { title: string, symptom: string } }[]>}
 */
export async function readEntries() {
  const files = (await readdir(troubleshooting)).filter(name => /^TS-\d{3}-.*\.md$/.test(name) && !name.endsWith('.ko.md')).sort();
  const { RE2JS } = await load('re2js');
  return await Promise.all(
    files.map(async file => {
      const { text, match = [], tags = [], errors = [], ...facts } = await readDocument(file);
      const korean = await readDocument(file.replace(/\.md$/, '.ko.md'));
      const patterns = match.map(pattern => RE2JS.compile(pattern, RE2JS.MULTILINE));
      return { ...facts, file, patterns, tags, errors, blocks: blocksOf(text), korean };
    }),
  );
}

/** Whether one of an entry's patterns finds something in a text: with the portal's own engine, since others read patterns otherwise. */
export function matches(entry, text) {
  return entry.patterns.some(pattern => pattern.matcher(text).find());
}
