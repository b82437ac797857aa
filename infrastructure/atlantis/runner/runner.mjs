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
import { archiveOf } from './checkout.mjs';
import { gitSettings, initSettings, Modules } from './modules.mjs';
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
  ? new Sandboxes({ directory: env.PLATFORM_SANDBOXES, users: Array.from({ length: last - first + 1 }, (_, index) => first + index), owner, data: env.ATLANTIS_DATA_DIR })
  : undefined;
const roles = env.PLATFORM_ACCOUNT_IDS ? new Roles(env) : undefined;
const modules = env.PLATFORM_CENTRAL_REPOSITORY ? new Modules(env) : undefined;

const pick = (from, names) => Object.fromEntries(names.flatMap(name => (from[name] === undefined ? [] : [[name, from[name]]])));

/** What of a run is kept, beside what it prints: nothing but what its command is for. */
const keeps = {
  /** Terraform's own folder and lock file, which the commands after it need: no program of a pull request has run by then. */
  init: ({ code, place, folder, parts, archive }) => code === 0 && place.keep(folder, parts, archive),
  plan: ({ code, place, args, target }) => {
    const file = args[args.indexOf('-out') + 1];
    return code === 0 && args.includes('-out') && place.take(target(file), file);
  },
  /** The state where a project has no backend, and the one that could not be written to it: whatever came of the apply. */
  async apply({ place, folder, directory }) {
    for (const name of ['terraform.tfstate', 'errored.tfstate']) await place.take(join(folder, name), join(directory, name));
  },
};

/** How long a run may take that changes nothing: there are so many users, and others wait for one. */
const patienceMinutes = Number(env.PLATFORM_RUN_MINUTES ?? 30);

/** Shell's words before a run that is another user's: how many processes that may have, so that others can still start some. */
const withFewProcesses = '{ ulimit -u 2000 || ulimit -p 2000; } 2>/dev/null; ';

/** In a sandbox: what `init` kept is brought, and nothing of `.terraform` that a pull request brought. */
async function inSandbox({ args, directory, checkout, environment }, start) {
  return sandboxes.use(async place => {
    await place.copy(checkout);
    const target = path => (path === checkout || path.startsWith(checkout + sep) ? place.checkout + path.slice(checkout.length) : path);
    const folder = target(directory);
    const own = environment.TF_DATA_DIR ?? '.terraform';
    const archive = archiveOf(directory, { data: env.ATLANTIS_DATA_DIR, own });
    await place.prepare('cd "$0" && rm -rf .terraform', folder);
    if (args[0] !== 'init') await place.bring(archive, folder);
    // before a registration: a state that it cannot have yet (Terraform takes files of this ending over all others, the last one above all)
    if (environment.PLATFORM_STATE === 'none') {
      const text = 'terraform {\n  backend "local" {}\n}\n';
      await place.prepare('cd "$0" && rm -f override.tf override.tf.json ./*_override.tf ./*_override.tf.json && printf "%s" "$1" > zz_state_override.tf', folder, text);
    }
    const code = await start({ user: place.user, home: place.home, folder, args: args.map(target), stop: () => place.stop() });
    await place.stop();
    await keeps[args[0]]?.({ code, place, folder, directory, args, target, archive, parts: [own, '.terraform.lock.hcl'] });
    return code;
  });
}

/**
 * A backend of S3 may name a profile in a file of its own, and that a program: it would run in `init`, before anything is judged. These
 * come last and win; a backend of another type does not know them, and ends there.
 */
const ownBackend = ['profile=', 'shared_config_files=[]', 'shared_credentials_files=[]'].map(argument => `-backend-config=${argument}`);

/** Without sandboxes, as on one machine: in the checkout itself, and by the same user. */
const inPlace = ({ args, directory }, start) => start({ home: env.PLATFORM_TERRAFORM_HOME, folder: directory, args });

/** One run of Terraform; `send` gets what it prints, `onEnd` is told how to end it early. */
async function work(request, send, onEnd) {
  const { environment } = request;
  const rights = (await roles?.lend(environment.AWS_PROFILE)) ?? { environment: {}, end: () => {} };
  const start = async ({ user, home, folder, args, stop }) => {
    const more = args[0] === 'init' && environment.PLATFORM_STATE !== 'none' ? ownBackend : [];
    const child = spawn('sh', ['-c', `${user ? withFewProcesses : ''}cd "$0" && exec "$@"`, folder, env.PLATFORM_TERRAFORM, ...args, ...more], {
      cwd: '/',
      uid: user,
      gid: user,
      env: {
        ...pick(env, passed),
        ...pick(environment, ['TF_DATA_DIR', 'TF_IN_AUTOMATION', 'WORKSPACE']),
        ...rights.environment,
        ...(args[0] === 'init' ? initSettings((await modules?.settings()) ?? []) : {}),
        HOME: home,
        ...(user && { TMPDIR: home }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = () => void (stop ? stop().catch(() => {}) : child.kill());
    onEnd(end);
    child.stdout.on('data', chunk => send({ output: chunk.toString('base64') }));
    child.stderr.on('data', chunk => send({ error: chunk.toString('base64') }));
    // What it started may hold its output open: it is ended with it.
    child.on('exit', () => stop && end());
    const giveUp = () => {
      send({ error: Buffer.from(`The run was ended after ${patienceMinutes} minutes.\n`).toString('base64') });
      end();
    };
    const timer = args[0] === 'apply' ? undefined : setTimeout(giveUp, patienceMinutes * 60_000);
    child.on('close', () => clearTimeout(timer));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  };
  try {
    return await (sandboxes ? inSandbox : inPlace)(request, start);
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
await roles?.start();
await new Promise(resolve => server.listen(socketPath, resolve));
// For Atlantis, whose group this process has; the users of the sandboxes are in no group but their own.
await chmod(socketPath, 0o660);
await sandboxes?.prepare();

/**
 * Atlantis runs git in folders that a pull request wrote: one that looks like a repository of its own must not have its configuration,
 * which names programs, taken for one.
 */
const serverSettings = Object.entries({ 'safe.bareRepository': 'explicit', 'core.fsmonitor': 'false', 'core.hooksPath': '/dev/null' });

const [program, ...args] = process.argv.slice(2);
let atlantis;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => atlantis?.kill(signal));
atlantis = spawn(program, args, {
  uid: owner,
  gid: owner,
  env: {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ofTheTask.test(name))),
    PATH: [join(here, 'bin'), env.PATH].join(delimiter),
    PLATFORM_RUNNER_SOCKET: socketPath,
    ...gitSettings(serverSettings),
  },
  stdio: 'inherit',
});
atlantis.on('error', error => {
  console.error(`Atlantis does not start: ${error.message}`);
  process.exit(1);
});
atlantis.on('close', async (code, signal) => {
  await rm(env.PLATFORM_RUNNER_SOCKET ? socketPath : dirname(socketPath), { recursive: true, force: true });
  process.exit(code ?? 128 + constants.signals[signal]);
});
