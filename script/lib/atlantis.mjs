/**
 * Real Atlantis with an AWS emulator behind it. Its server-side configuration is compiled from the registrations in
 * the central repository; when a registration is merged, it is compiled again, and Atlantis restarts with it as soon as it works on
 * nothing.
 */
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endCleanUps, restartWhenIdle } from './atlantis-restart.mjs';
import { compileWaivers } from '../../infrastructure/atlantis/compile-waivers.mjs';
import { startBehindRunner, terraformVersion } from './atlantis-server.mjs';
import { waitFor } from './children.mjs';
import { Problem, say, step } from './console.mjs';
import { cache, root, state } from './paths.mjs';
import { run } from './run.mjs';
import { withoutRealAws } from './infra-workspace.mjs';
import { terraformEnvironment } from './terraform-cli.mjs';
import { ensureGoTool, ensurePython, isInstalled } from './tools.mjs';

/** Milliseconds between two looks at the central repository. */
const watchInterval = 3000;

const home = join(state, 'atlantis');
const central = join(home, 'central');
const reposFile = join(home, 'repos.yaml');

async function emulatorEnvironment(port) {
  const variables = JSON.parse(await readFile(join(root, 'infrastructure/emulator/environment.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, value.replace('{port}', String(port))]),
  );
}

async function startEmulator(children, options) {
  const bin = await ensurePython('emulator', join(root, 'infrastructure/emulator/requirements.txt'));
  const log = join(state, 'logs', 'emulator.log');
  await children.start(
    'AWS emulator',
    join(bin, 'python'),
    [join(root, 'infrastructure/emulator/serve.py'), '--port', String(options.emulatorPort)],
    { env: process.env, log },
  );
  await waitFor(`http://127.0.0.1:${options.emulatorPort}/moto-api/data.json`, { seconds: 60, name: 'AWS emulator', log });
}

/** The waivers that were compiled, as git names their folder. */
let knownWaivers;

/** Rules are read where they lie, and waivers as compiled: a merged one counts from the next plan on. */
async function takeWaivers() {
  const waivers = (await run('git', ['-C', central, 'rev-parse', 'HEAD:infrastructure/policies/waivers'])).trim();
  if (waivers === knownWaivers) return;
  const policies = join(central, 'infrastructure/policies');
  const problems = await compileWaivers(join(policies, 'waivers'), join(policies, 'waivers.json'), await ensureGoTool('conftest'));
  for (const problem of problems) say(`A waiver does not count: infrastructure/policies/${problem}`);
  knownWaivers = waivers;
}

/** Fetches the central repository's main branch, and tells which commit its registrations are at. */
async function fetchCentral(options) {
  const env = {
    ...process.env,
    GIT_SSL_CAINFO: options.forge.certificateFile,
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'http.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(`atlantis:${options.secrets.atlantisToken}`).toString('base64')}`,
  };
  if (!existsSync(join(central, '.git'))) {
    await rm(central, { recursive: true, force: true });
    await run('git', ['clone', '--quiet', '--depth', '1', `${options.forge.secureUrl}/connectly/platform.git`, central], { env });
  } else {
    await run('git', ['-C', central, 'fetch', '--quiet', '--depth', '1', 'origin', 'main'], { env });
    await run('git', ['-C', central, 'reset', '--quiet', '--hard', 'FETCH_HEAD'], { env });
  }
  // plans are of the emulator's account, which in production is nobody's
  await cp(join(root, 'infrastructure/emulator/policies'), join(central, 'infrastructure/policies/data'), { recursive: true });
  await takeWaivers();
  return (await run('git', ['-C', central, 'rev-parse', 'HEAD:infrastructure/services'], { env })).trim();
}

/** @returns {Promise<boolean>} whether the configuration changed */
async function compile(toolchain, options) {
  const before = await readFile(reposFile, 'utf8').catch(() => '');
  const compiled = await run(
    toolchain.node,
    [join(root, 'packages/cli/bin/platform'), 'atlantis', 'compile', '--registrations', join(central, 'infrastructure/services'),
     '--policies', join(central, 'infrastructure/policies'),
     '--may-command', join(root, 'infrastructure/atlantis/may-command.mjs'),
     '--check-waivers', join(root, 'infrastructure/atlantis/check-waivers.mjs'), '--out', '-'],
    { env: { ...toolchain.env, PLATFORM_GIT_URL: options.forge.secureUrl } },
  );
  if (compiled === before) return false;
  await writeFile(reposFile, compiled);
  return true;
}

async function startServer(children, toolchain, options) {
  const log = join(state, 'logs', 'atlantis.log');
  const url = `http://localhost:${options.atlantisPort}`;
  await startBehindRunner(children, toolchain, {
    program: options.program,
    args: ['--repo-allowlist', 'localhost/connectly/*', '--atlantis-url', url, '--port', String(options.atlantisPort), '--repo-config', reposFile],
    home,
    log,
    variables: options.emulator,
    env: {
      ...options.env,
      ...options.terraform,
      // secrets go in by the environment: arguments show in the process list
      ATLANTIS_GH_HOSTNAME: `localhost:${options.forgePort}`,
      ATLANTIS_GH_USER: 'atlantis',
      ATLANTIS_GH_TOKEN: options.secrets.atlantisToken,
      ATLANTIS_GH_WEBHOOK_SECRET: options.secrets.webhookSecret,
      ATLANTIS_API_SECRET: options.secrets.atlantisApiSecret,
      // it cannot be told to listen on this machine only, and its pages discard plans and locks
      ATLANTIS_WEB_BASIC_AUTH: 'true',
      ATLANTIS_WEB_USERNAME: 'atlantis',
      ATLANTIS_WEB_PASSWORD: options.secrets.atlantisPassword,
      PLATFORM_MODULES_TOKEN: options.secrets.modulesToken,
      SSL_CERT_FILE: options.forge.certificateFile,
      GIT_SSL_CAINFO: options.forge.certificateFile,
    },
  });
  await waitFor(`${url}/healthz`, { seconds: 60, name: 'Atlantis server', log });
}

async function watchRegistrations(children, toolchain, options) {
  const atlantis = {
    url: `http://localhost:${options.atlantisPort}`,
    password: options.secrets.atlantisPassword,
    forge: options.forge.url,
    token: options.secrets.atlantisToken,
  };
  const restart = restartWhenIdle(atlantis, {
    stop: () => children.stop('Atlantis server'),
    start: () => startServer(children, toolchain, options),
  });
  const attempt = (failure, work) =>
    work().catch(error => {
      if (!children.stopping) say(`${failure}: ${error.message.split('\n')[0]}`);
    });
  // a clean-up that the end of the last start or a restart cut off, or that Atlantis was not told of meanwhile
  const endCleanUpsOfBefore = () => attempt('Locks of closed pull requests may be left', () => endCleanUps(atlantis));

  let known = await fetchCentral(options);
  let changed = false;
  await endCleanUpsOfBefore();
  while (!children.stopping) {
    await sleep(watchInterval);
    await attempt('The registrations cannot be read now', async () => {
      const now = await fetchCentral(options);
      if (now !== known) changed = (await compile(toolchain, options)) || changed;
      known = now;
    });
    if (!changed) continue;
    await attempt('Atlantis does not run with the new configuration yet, the next look tries again', async () => {
      if (!(await restart())) return;
      changed = false;
      say('A registration changed: Atlantis runs with the new configuration.');
      await endCleanUpsOfBefore();
    });
  }
}

/** Starts the emulator with the platform's contracts on it, and Atlantis. */
export async function startAtlantis(children, toolchain, options) {
  if (!(await isInstalled('terraform'))) {
    throw new Problem('terraform is missing.', `Install Terraform ${terraformVersion} or newer, then run script/start --atlantis again.`);
  }
  const program = await ensureGoTool('atlantis');
  await ensureGoTool('conftest');
  const settings = {
    ...options,
    program,
    // a plan reaches the emulator, whatever account this machine is signed in to
    env: { ...withoutRealAws(toolchain.env), PATH: [join(cache, 'bin'), toolchain.env.PATH].join(delimiter) },
    terraform: await terraformEnvironment(),
    emulator: await emulatorEnvironment(options.emulatorPort),
  };
  await step('Starting the AWS emulator', () => startEmulator(children, settings));
  // the stand-in takes seconds, the stacks themselves minutes
  const [how, command] = options.stacks ? ['by the stacks', 'up'] : ['by their stand-in', 'seed'];
  await step(`Publishing the platform’s contracts on it, ${how}`, () =>
    run(join(root, 'script/infra'), [command, '--port', String(options.emulatorPort), '--state', join(home, command)], {
      env: settings.env,
      log: join(state, 'logs', `${command}.log`),
    }),
  );
  await step('Starting Atlantis', async () => {
    await mkdir(dirname(reposFile), { recursive: true });
    await fetchCentral(settings);
    await compile(toolchain, settings);
    await startServer(children, toolchain, settings);
  });
  watchRegistrations(children, toolchain, settings);
}
