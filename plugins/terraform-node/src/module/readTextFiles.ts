import { PlatformError } from '@connectly/plugin-platform-common';
import { readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { setImmediate } from 'timers/promises';

/** Largest file, in bytes, and most files of one directory that are taken from disk. */
const sizeLimit = 4 * 1024 * 1024;
const countLimit = 2000;

/** What a module is made of; tests, plans and provider caches are not read. */
const wanted =
  /(\.tf|\.tf\.json|\.md|\.ya?ml|\.tfvars|\.tfvars\.json|^\.terraform\.lock\.hcl)$/;
const skippedDirectories = new Set([
  '.terraform',
  '.git',
  'node_modules',
  'tests',
]);

/**
 * Reads the text files of a directory and of those below it, by path with forward slashes. Symbolic links are not
 * followed: a checkout must not make the reader show files of the machine.
 *
 * One directory is read without a pause, which is twice as fast as a promise a file; before it, others have their turn.
 *
 * @throws PlatformError `PLT-206` when the directory cannot be read, `PLT-207` when it holds too much.
 * @internal
 */
export async function readTextFiles(
  directory: string,
): Promise<Record<string, string>> {
  const files: [string, string][] = [];
  const visit = async (inside: string) => {
    await setImmediate();
    const entries = readdirSync(join(directory, inside), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = inside ? `${inside}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !skippedDirectories.has(entry.name)) {
        await visit(path);
      } else if (entry.isFile() && wanted.test(entry.name)) {
        const { size } = statSync(join(directory, path));
        if (size > sizeLimit || files.length >= countLimit) {
          const message = `"${path}" is larger than ${sizeLimit} bytes or comes after ${countLimit} files.`;
          throw new PlatformError({ code: 'PLT-207', message, where: path });
        }
        files.push([path, readFileSync(join(directory, path), 'utf8')]);
      }
    }
  };
  try {
    await visit('');
  } catch (error) {
    if ((error as Error).name === 'PlatformError') {
      throw error;
    }
    const message = `"${directory}" cannot be read: ${
      (error as Error).message
    }.`;
    throw new PlatformError(
      { code: 'PLT-206', message, where: directory },
      { cause: error },
    );
  }
  return Object.fromEntries(files);
}
