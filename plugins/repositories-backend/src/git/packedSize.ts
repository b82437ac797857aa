import { readdir, stat } from 'fs/promises';
import { join } from 'path';

/** Bytes of what was fetched into a mirror and, after a fetch that was ended, of what came until then. */
export async function packedSize(directory: string): Promise<number> {
  const packs = join(directory, 'objects', 'pack');
  const files = await readdir(packs).catch((): string[] => []);
  const sizes = await Promise.all(
    files.map(file =>
      stat(join(packs, file)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
