/** A handbook of any size: this repository's documents over and over, each copy a guide of its own. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Texts of `count` guides by path from the repository's root.
 * @param mark - stands at the end of each, so that two calls with different marks share no document
 */
export async function copyDocuments(checkout: string, count: number, mark: string): Promise<Record<string, string>> {
  const docs = join(checkout, 'docs');
  const entries = await readdir(docs, { recursive: true, withFileTypes: true });
  const originals = entries
    .filter(entry => entry.isFile() && entry.name.endsWith('.md') && !entry.name.startsWith('index'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(originals.map(file => readFile(file, 'utf8')));
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `docs/guides/copy-${String(index + 1).padStart(5, '0')}.md`,
      `${texts[index % texts.length]}\n${mark}\n`,
    ]),
  );
}
