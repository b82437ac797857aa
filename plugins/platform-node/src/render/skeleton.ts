import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { RenderedFile } from '@connectly/plugin-platform-common';

type Skeleton = 'service' | 'module';

/** Part of the package, so one read is enough for as long as the process lives. */
const skeletons: Partial<Record<Skeleton, Promise<RenderedFile[]>>> = {};

/**
 * The files that every service starts with, the same to the byte: source and Dockerfile. They hold no
 * placeholders; what differs between services reaches the program through its environment.
 */
export function readServiceSkeleton(): Promise<RenderedFile[]> {
  return readSkeleton('service');
}

/**
 * What every module starts with, the same to the byte: Terraform, examples, tests, and the part of the README that is
 * generated from them. They hold no placeholders.
 */
export function readModuleSkeleton(): Promise<RenderedFile[]> {
  return readSkeleton('module');
}

function readSkeleton(name: Skeleton): Promise<RenderedFile[]> {
  const skeleton = skeletons[name] ?? readFromPackage(name);
  skeletons[name] = skeleton;
  return skeleton;
}

async function readFromPackage(name: Skeleton): Promise<RenderedFile[]> {
  const root = resolvePackagePath(
    '@connectly/plugin-platform-node',
    `skeleton/${name}`,
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
