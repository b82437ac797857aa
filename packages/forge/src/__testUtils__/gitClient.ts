import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The real git as somebody's own program, away from this machine's settings. */
export async function git(
  directory: string,
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ stdout: string; stderr: string }> {
  return run('git', [...args], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_AUTHOR_NAME: 'Mina Kim',
      GIT_AUTHOR_EMAIL: 'mina@forge.test',
      GIT_COMMITTER_NAME: 'Mina Kim',
      GIT_COMMITTER_EMAIL: 'mina@forge.test',
      ...environment,
    },
  });
}

/** An address that carries a token, as programs clone. */
export function withToken(url: string, token: string): string {
  return url.replace('://', `://x-access-token:${token}@`);
}
