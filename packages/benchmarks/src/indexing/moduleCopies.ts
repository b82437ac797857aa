/** A central repository of any size: this repository's modules over and over, each copy under a name of its own. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const modulesPath = join('infrastructure', 'modules');

/** Where modules lie in a checkout. */
export const modulesOf = (checkout: string) => join(checkout, modulesPath);

/**
 * Copies the modules of `checkout` into `target` until there are `count`.
 * @returns their names
 */
export async function copyModules(checkout: string, target: string, count: number): Promise<string[]> {
  const entries = await readdir(modulesOf(checkout), { withFileTypes: true });
  const originals = entries.filter(entry => entry.isDirectory()).map(entry => entry.name).sort();
  const names = Array.from({ length: count }, (_, index) => {
    const original = originals[index % originals.length];
    return { original, name: `${original}-${Math.floor(index / originals.length) + 1}` };
  });
  for (const { original, name } of names) {
    await cp(join(modulesOf(checkout), original), join(modulesOf(target), name), {
      recursive: true,
      filter: path => !path.includes('.terraform'),
    });
  }
  return names.map(item => item.name);
}

/** All files of a checkout's modules, by path from its root. */
export async function readModuleFiles(checkout: string): Promise<Record<string, string>> {
  const entries = await readdir(modulesOf(checkout), { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries.filter(item => item.isFile())) {
    const path = join(entry.parentPath, entry.name);
    files[relative(checkout, path).split(sep).join('/')] = await readFile(path, 'utf8');
  }
  return files;
}
