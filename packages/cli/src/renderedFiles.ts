import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PlatformError, RenderedFile } from '@connectly/plugin-platform-common';

/** @throws PlatformError PLT-206 when the directory holds something already */
export async function refuseOccupied(directory: string) {
  const entries = await readdir(directory).catch(() => []);
  if (entries.length) {
    throw new PlatformError({
      code: 'PLT-206',
      message: 'The output directory is not empty.',
      where: directory,
      next: 'Give a new or empty directory; nothing was written.',
    });
  }
}

/** Writes files as they were rendered; one that is there already is written over. */
export async function writeFiles(directory: string, files: RenderedFile[]) {
  for (const file of files) {
    const path = join(directory, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.content, { mode: file.executable ? 0o755 : 0o644 });
  }
}
