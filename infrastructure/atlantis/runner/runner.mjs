/**
 * Starts Atlantis and runs Terraform for it. Atlantis holds the forge's secrets and everybody's plans; Terraform runs what a pull
 * request wrote. Between them is this process: README.md says what either side can reach.
 *
 *   node runner.mjs ATLANTIS ARGUMENT…
 */
import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Modules } from './modules.mjs';
import { Roles } from './roles.mjs';
import { Sandboxes } from './sandboxes.mjs';

const { env } = process;
const here = dirname(fileURLToPath(import.meta.url));

/** What a run may know of this environment; PLATFORM_TERRAFORM_VARIABLES names more, such as the emulator's addresses. */
const passed = [
  'CHECKPOINT_DISABLE', 'GIT_SSL_CAINFO', 'HTTPS_PROXY', 'HTTP_PROXY', 'LANG', 'NO_PROXY', 'PATH', 'SSL_CERT_FILE', 'TF_CLI_CONFIG_FILE', 'TF_INPUT',
  'TF_PLUGIN_CACHE_DIR', 'TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE', 'TZ', ...(env.PLATFORM_TERRAFORM_VARIABLES ?? '').split(',').filter(Boolean),
];
/** Whose value is the task's own right in AWS. */
const ofTheTask = /^(AWS_CONTAINER_|AWS_ACCESS_KEY_ID$|AWS_SECRET_ACCESS_KEY$|AWS_SESSION_TOKEN$|AWS_PROFILE$|ECS_)/;

const owner = env.PLATFORM_ATLANTIS_USER ? Number(env.PLATFORM_ATLANTIS_USER) : undefined;
const [first, last] = (env.PLATFORM_TERRAFORM_USERS ?? '').split('-').map(Number);
const sandboxes = env.PLATFORM_TERRAFORM_USERS
  ? new Sandboxes({ directory: env.PLATFORM_SANDBOXES, users: Array.from({ length: last - first + 1 }, (_, index) => first + index), owner })
  : undefined;
const roles = env.PLATFORM_ACCOUNT_IDS ? new Roles(env) : undefined;
const modules = env.PLATFORM_CENTRAL_REPOSITORY ? new Modules(env) : undefined;

const pick = (from, names) => Object.fromEntries(names.flatMap(name => (from[name] === undefined ? [] : [[name, from[name]]])));

/** Without sandboxes, as on one machine: in place, and by the same user. */
const inPlace = (checkout, work) =>
  work({ user: undefined, home: env.PLATFORM_TERRAFORM_HOME, checkout: checkout ?? '', stop: undefined });

/** One run of Terraform; `send` gets what it prints, `onEnd` is told how to end it early. */
async function work({ args, directory, checkout, environment }, send, onEnd) {
  const rights = (await roles?.lend(environment.AWS_PROFILE)) ?? { environment: {}, end: () => {} };
  try {
    const use = sandboxes ? (...given) => sandboxes.use(...given) : inPlace;
    return await use(checkout, async place => {
      const moved = path => (checkout && (path === checkout || path.startsWith(checkout + sep)) ? place.checkout + path.slice(checkout.length) : path);
      const child = spawn('sh', ['-c', 'cd "$0" && exec "$@"', checkout ? moved(directory) : '/', env.PLATFORM_TERRAFORM, ...args.map(moved)], {
        cwd: '/',
        uid: place.user,
        gid: place.user,
        env: {
          ...pick(env, passed),
          ...pick(environment, ['TF_DATA_DIR', 'TF_IN_AUTOMATION', 'WORKSPACE']),
          ...rights.environment,
          ...(args[0] === 'init' ? await modules?.environment() : {}),
          HOME: place.home,
          ...(place.user && { TMPDIR: place.home }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      onEnd(place.stop ?? (() => child.kill()));
      child.stdout.on('data', chunk => send({ output: chunk.toString('base64') }));
      child.stderr.on('data', chunk => send({ error: chunk.toString('base64') }));
      // What it started may hold its output open: it is ended with it.
      child.on('exit', () => void place.stop?.());
      return await new Promise((resolve, reject) => {
        child.on('error', reject);
        child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
      });
    });
  } finally {
    rights.end();
  }
}

async function answer(socket) {
  const send = part => socket.writable && socket.write(`${JSON.stringify(part)}\n`);
  let end = () => {};
  let isGone = false;
  socket.on('error', () => {});
  // Atlantis gave up waiting, or was killed: what it asked for ends too.
  socket.on('close', () => {
    isGone = true;
    end();
  });
  try {
    for await (const line of createInterface({ input: socket })) {
      const code = await work(JSON.parse(line), send, stop => {
        end = stop;
        if (isGone) stop();
      });
      send({ code });
      break;
    }
  } catch (error) {
    console.error(error.message);
    send({ error: Buffer.from(`${error.message}\n`).toString('base64'), code: 1 });
  } finally {
    end = () => {};
    socket.end();
  }
}

const server = createServer(socket => void answer(socket));
// A path of a socket is short: it does not go beside the rest of a state, however deep that lies.
const socketPath = env.PLATFORM_RUNNER_SOCKET ?? join(await mkdtemp(join(tmpdir(), 'platform-runner-')), 'socket');
await rm(socketPath, { force: true });
await sandboxes?.prepare();
await roles?.start();
await new Promise(resolve => server.listen(socketPath, resolve));
// For Atlantis, whose group this process has; the users of the sandboxes are in no group but their own.
await chmod(socketPath, 0o660);

const [program, ...args] = process.argv.slice(2);
const atlantis = spawn(program, args, {
  uid: owner,
  gid: owner,
  env: {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ofTheTask.test(name))),
    PATH: [join(here, 'bin'), env.PATH].join(delimiter),
    PLATFORM_RUNNER_SOCKET: socketPath,
  },
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => atlantis.kill(signal));
atlantis.on('error', error => {
  console.error(`Atlantis does not start: ${error.message}`);
  process.exit(1);
});
atlantis.on('close', async (code, signal) => {
  await rm(env.PLATFORM_RUNNER_SOCKET ? socketPath : dirname(socketPath), { recursive: true, force: true });
  process.exit(code ?? 128 + constants.signals[signal]);
});
