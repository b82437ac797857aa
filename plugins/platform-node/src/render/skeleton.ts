import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { RenderedFile } from '@connectly/plugin-platform-common';

/** Part of the package, so one read is enough for as long as the process lives. */
let skeleton: Promise<RenderedFile[]> | undefined;

/**
 * The files that every service starts with, the same to the byte: source and Dockerfile. They hold no
 * placeholders; what differs between services reaches the program through its environment.
 */
export function readServiceSkeleton(): Promise<RenderedFile[]> {
  skeleton ??= readFromPackage();
  return skeleton;
}

async function readFromPackage(): Promise<RenderedFile[]> {
  const root = resolvePackagePath(
    '@connectly/plugin-platform-node',
    'skeleton/service',
  );
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  return await Promise.all(
    files.map(async entry => {
      const path = join(entry.parentPath, entry.name);
      const { mode } = await stat(path);
      return {
        // a file named `gitignore` would be obeyed by npm and git here, so it is stored without its dot
        path: relative(root, path).split(sep).join('/').replace(/(^|\/)dot-/, '$1.'),
        content: await readFile(path, 'utf8'),
        ...(mode & 0o100 ? { executable: true } : {}),
      };
    }),
  );
}
