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
