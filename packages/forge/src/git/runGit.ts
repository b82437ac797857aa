import { ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** A git command that ended with a status nobody expected. */
export class GitError extends Error {
  readonly code: number;
  readonly stderr: string;

  constructor(args: readonly string[], code: number, stderr: string) {
    super(`git ${args[0]} ended with ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
    this.code = code;
    this.stderr = stderr;
  }
}

export interface GitRun {
  /** Bytes for standard input. */
  input?: Buffer | string;
  environment?: Record<string, string>;
  /** Statuses besides 0 that are answers, not failures. */
  allowed?: readonly number[];
  signal?: AbortSignal;
}

/**
 * The environment of every git process: nothing of the user's configuration
 * may change what the forge does, and git never asks anybody anything.
 */
export function gitEnvironment(
  extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    LC_ALL: 'C',
    TZ: 'UTC',
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  } as NodeJS.ProcessEnv;
}

/** Starts git on a bare repository; arguments go as an array, never through a shell. */
export function spawnGit(
  gitDirectory: string,
  args: readonly string[],
  options: { environment?: Record<string, string>; signal?: AbortSignal } = {},
): ChildProcessWithoutNullStreams {
  return spawn('git', [`--git-dir=${gitDirectory}`, ...args], {
    cwd: gitDirectory,
    env: gitEnvironment(options.environment),
    stdio: ['pipe', 'pipe', 'pipe'],
    signal: options.signal,
  });
}

/**
 * Runs git to its end and returns what it wrote.
 *
 * @throws {@link GitError} on a status that is neither 0 nor in `allowed`.
 */
export async function runGit(
  gitDirectory: string,
  args: readonly string[],
  options: GitRun = {},
): Promise<{ code: number; stdout: Buffer; stderr: string }> {
  const child = spawnGit(gitDirectory, args, options);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // git may stop reading before everything was written; its status tells why.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve(status ?? -1));
  });
  const complaint = Buffer.concat(stderr).toString();
  if (code !== 0 && !options.allowed?.includes(code)) {
    throw new GitError(args, code, complaint);
  }
  return { code, stdout: Buffer.concat(stdout), stderr: complaint };
}
