/**
 * First commit and provision branch in one push: two HTTP requests, outside the REST limit, whatever the number of
 * files. Commits have a fixed author and a date that comes from the repository itself, so that a creation that is
 * resumed makes the same commits again.
 */
import { spawn } from 'node:child_process';
import { RenderedFile } from '@connectly/plugin-platform-common';
import { TransientForgeError } from './ForgeClient';
import { withPushDirectory } from './pushDirectory';

/** One commit on one branch. */
export interface PushedCommit {
  branch: string;
  message: string;
  files: RenderedFile[];
  /** Branch of an earlier commit in the same push that this one stands on. */
  parent?: string;
}

/** What to push, and where. */
export interface GitPushOptions {
  url: string;
  token: string;
  author: { name: string; email: string };
  date: Date;
  commits: PushedCommit[];
  signal?: AbortSignal;
  /** Longest time in milliseconds. */
  timeout?: number;
}

const defaultTimeout = 30_000;

function run(
  args: string[],
  options: {
    cwd: string;
    env?: Record<string, string>;
    input?: Buffer;
    signal?: AbortSignal;
  },
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: options.cwd,
      env: {
        PATH: process.env.PATH,
        HOME: options.cwd,
        GIT_SSL_CAINFO: process.env.GIT_SSL_CAINFO,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        ...options.env,
      },
      signal: options.signal,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', chunk => out.push(chunk));
    child.stderr.on('data', chunk => errors.push(chunk));
    child.stdin.on('error', () => {
      // the exit code below tells why git stopped reading
    });
    child.stdin.end(options.input);
    let failure: Error | undefined;
    child.on('error', error => {
      failure = error;
      // a git that never ran does not close; one that was stopped still writes until it does
      if (child.pid === undefined) reject(error);
    });
    child.on('close', code => {
      if (failure) reject(failure);
      else if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else {
        reject(
          new TransientForgeError(
            `git ${args[0]} ended with ${code}: ${Buffer.concat(errors)
              .toString('utf8')
              .trim()
              .slice(-400)}`,
            {},
          ),
        );
      }
    });
  });
}

/** The commits as a stream for `git fast-import`; nothing of theirs is ever an argument. */
function fastImportStream(options: GitPushOptions): Buffer {
  const parts: (string | Buffer)[] = [];
  const data = (text: string) => {
    const bytes = Buffer.from(text, 'utf8');
    parts.push(`data ${bytes.length}\n`, bytes, '\n');
  };
  const when = `${Math.floor(options.date.getTime() / 1000)} +0000`;
  const { name, email } = options.author;
  for (const commit of options.commits) {
    parts.push(
      `commit refs/heads/${commit.branch}\n`,
      `author ${name} <${email}> ${when}\n`,
      `committer ${name} <${email}> ${when}\n`,
    );
    data(commit.message);
    if (commit.parent) parts.push(`from refs/heads/${commit.parent}\n`);
    for (const file of commit.files) {
      parts.push(`M ${file.executable ? '100755' : '100644'} inline ${file.path}\n`);
      data(file.content);
    }
    parts.push('\n');
  }
  return Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)),
  );
}

/**
 * Pushes all branches or none.
 * @throws TransientForgeError when git or the connection fails or takes too long
 */
export async function gitPush(options: GitPushOptions): Promise<void> {
  const timeout = AbortSignal.timeout(options.timeout ?? defaultTimeout);
  const signal = options.signal
    ? AbortSignal.any([options.signal, timeout])
    : timeout;
  await withPushDirectory(async cwd => {
    try {
      await makeAndPush(cwd, signal, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (timeout.aborted) {
        throw new TransientForgeError('The push took too long', { cause: error });
      }
      throw error;
    }
  });
}

async function makeAndPush(cwd: string, signal: AbortSignal, options: GitPushOptions) {
  await run(['init', '--quiet', '--bare', '.'], { cwd, signal });
  await run(['fast-import', '--quiet'], { cwd, signal, input: fastImportStream(options) });
  const credentials = Buffer.from(`x-access-token:${options.token}`).toString('base64');
  await run(
    [
      'push',
      '--quiet',
      '--atomic',
      options.url,
      ...options.commits.map(({ branch }) => `refs/heads/${branch}:refs/heads/${branch}`),
    ],
    {
      cwd,
      signal,
      // through the environment: an argument would show the token in the process list
      env: {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
      },
    },
  );
}
