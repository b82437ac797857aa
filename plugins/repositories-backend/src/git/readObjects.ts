import { imageType } from './imageType';
import { GitError, runGit } from './runGit';

/** An image, whoever names it. */
export interface ImageBytes {
  /** Media type, such as `image/png`. */
  type: string;
  bytes: Buffer;
}

/**
 * Texts and images of blobs that a repository on disk holds, by their ids. Other binary files are left out.
 * @throws GitError when one of them is not there
 */
export async function readObjects(
  directory: string,
  objects: string[],
  signal?: AbortSignal,
): Promise<Map<string, string | ImageBytes>> {
  const output = await runGit(['cat-file', '--batch'], {
    directory,
    input: objects.map(id => `${id}\n`).join(''),
    signal,
  });
  const contents = new Map<string, string | ImageBytes>();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let offset = 0;
  for (const object of objects) {
    const headerEnd = output.indexOf(0x0a, offset);
    const [, size] =
      /^[0-9a-f]+ blob (\d+)$/.exec(
        output.toString('latin1', offset, headerEnd),
      ) ?? [];
    if (size === undefined) {
      throw new GitError(`object ${object} cannot be read`);
    }
    const start = headerEnd + 1;
    const bytes = output.subarray(start, start + Number(size));
    offset = start + Number(size) + 1;
    const type = imageType(bytes);
    if (type) {
      contents.set(object, { type, bytes });
      continue;
    }
    if (bytes.includes(0)) {
      continue;
    }
    try {
      contents.set(object, decoder.decode(bytes));
    } catch {
      // Not UTF-8, so no text that anybody here could show.
    }
  }
  return contents;
}
