import { spawn } from 'child_process';

/** A git command that failed. `message` is what git said. */
export class GitError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'GitError';
  }
}

/** Git said more than it may. */
export class OutputLimitError extends GitError {}

/**
 * Most that a list of a commit's files may be, in bytes. One of 20 000 files takes two million; three trees that name each
 * other a hundred times, in a push of some thousand bytes, take any number.
 */
export const listingLimit = 16 * 1024 * 1024;

/** What git may need of the machine; nothing else of the portal's environment reaches it. */
const passedOn = [
  'PATH',
  'HOME',
  'TMPDIR',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
];

/**
 * Settings for repositories that nobody vouches for: no hooks, no prompts, no redirect to another host with our
 * token, no helper protocols, and every object checked.
 */
const settings: [string, string][] = [
  ['core.hooksPath', '/dev/null'],
  ['http.followRedirects', 'false'],
  ['protocol.allow', 'never'],
  ['protocol.https.allow', 'always'],
  ['protocol.http.allow', 'always'],
  ['protocol.file.allow', 'always'],
  ['transfer.fsckObjects', 'true'],
  // One file for all that is fetched, so that a bound on the file is a bound on the fetch.
  ['fetch.unpackLimit', '1'],
  ['gc.autoDetach', 'false'],
  ['credential.helper', ''],
];

/** Has the kernel end a program that writes a larger file than so many blocks of 512 bytes. The words stay words. */
const bounded = ['-c', 'ulimit -f "$1" && shift && exec "$@"', 'sh'];

/**
 * Runs real git. Arguments are an array and the token goes through the environment: neither the words of a shell, nor
 * the process list, nor a file on disk ever sees it.
 *
 * @param options - `fileSizeLimit` bounds each file that git writes, in bytes; `settings` take the place of ours
 * @throws OutputLimitError when git says too much
 * @throws GitError when it fails or takes too long
 */
export async function runGit(
  args: string[],
  options: {
    directory: string;
    token?: string;
    input?: string;
    signal?: AbortSignal;
    timeoutMilliseconds?: number;
    outputLimit?: number;
    fileSizeLimit?: number;
    settings?: [string, string][];
  },
): Promise<Buffer> {
  const {
    directory,
    token,
    input,
    signal,
    timeoutMilliseconds = 120_000,
    outputLimit = 256 * 1024 * 1024,
    fileSizeLimit,
  } = options;
  const config: [string, string][] = [
    ...settings,
    ...(options.settings ?? []),
  ];
  if (token) {
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    config.push(['http.extraHeader', `Authorization: Basic ${basic}`]);
  }
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(passedOn.map(name => [name, process.env[name]])),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '/bin/false',
    LC_ALL: 'C',
    GIT_CONFIG_COUNT: String(config.length),
  };
  for (const [index, [key, value]] of config.entries()) {
    env[`GIT_CONFIG_KEY_${index}`] = key;
    env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  const timeout = AbortSignal.timeout(timeoutMilliseconds);

  return new Promise((resolve, reject) => {
    const [program, words] =
      fileSizeLimit === undefined
        ? ['git', args]
        : [
            'sh',
            [
              ...bounded,
              String(Math.ceil(fileSizeLimit / 512)),
              'git',
              ...args,
            ],
          ];
    const child = spawn(program, words, {
      cwd: directory,
      env,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      killSignal: 'SIGKILL',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    let length = 0;
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > outputLimit) {
        child.kill('SIGKILL');
      } else {
        output.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-4000);
    });
    // A git that ends before it has read everything breaks the pipe; its exit code tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(input ?? '');
    child.on('error', error => {
      const message = timeout.aborted
        ? `git ${args[0]} took more than ${timeoutMilliseconds} ms`
        : error.message;
      reject(new GitError(message, { cause: error }));
    });
    child.on('close', code => {
      if (length > outputLimit) {
        reject(
          new OutputLimitError(
            `git ${args[0]} wrote more than ${outputLimit} bytes`,
          ),
        );
      } else if (code !== 0) {
        reject(
          new GitError(
            `git ${args[0]}: ${
              said.trim().split('\n').at(-1) || `exit code ${code}`
            }`,
          ),
        );
      } else {
        resolve(Buffer.concat(output));
      }
    });
  });
}
