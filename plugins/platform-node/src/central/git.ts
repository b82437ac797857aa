import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Runs git in a local repository and gives what it prints. Arguments are a list; no shell is involved. */
export async function git(
  directory: string,
  args: string[],
): Promise<string> {
  const { stdout } = await execFileAsync('git', args, {
    cwd: directory,
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'utf8',
  });
  return stdout;
}

/** Reads many objects (`<commit>:<path>`) in one process; texts in the order asked for. */
export async function gitTexts(directory: string, objects: string[]): Promise<string[]> {
  const batch = execFileAsync('git', ['cat-file', '--batch'], {
    cwd: directory,
    maxBuffer: 256 * 1024 * 1024,
    encoding: 'buffer',
  });
  batch.child.stdin?.end(objects.map(object => `${object}\n`).join(''));
  const { stdout } = await batch;
  const texts: string[] = [];
  let offset = 0;
  for (const object of objects) {
    const end = stdout.indexOf('\n', offset);
    const header = stdout.toString('utf8', offset, end);
    const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
    if (size === undefined) throw new Error(`git cannot read ${object}: ${header}`);
    const start = end + 1;
    texts.push(stdout.toString('utf8', start, start + Number(size)));
    offset = start + Number(size) + 1;
  }
  return texts;
}
