/** `script/start`: the portal on this machine. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startAtlantis } from './atlantis.mjs';
import { ensureBuild } from './build.mjs';
import { ownChildren, waitFor } from './children.mjs';
import { ensureSecrets, writeLocalConfiguration } from './configuration.mjs';
import { fail, Problem, say, step } from './console.mjs';
import { isSeeded, isSeededFromEarlier, seedForge, startForge } from './forge.mjs';
import { root, state } from './paths.mjs';
import { requireFreePorts } from './ports.mjs';
import { run } from './run.mjs';
import { ensureTechDocs } from './techdocs.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';

const usage = `script/start [--atlantis [--stacks]] [--reset] [--port N]

  --atlantis   also start Atlantis and an AWS emulator, so that plan and apply are real
  --stacks     with --atlantis: publish the contracts by the real stacks instead of a quick stand-in (some minutes; environment dev)
  --reset      start from empty: the forge's repositories and the portal's databases are removed
  --port N     port of the portal (7007)

Variables of the environment:
  PORTAL_FORGE_PORT      port of the forge (7100); addresses in its repositories hold it, so a new one needs --reset
  PORTAL_ATLANTIS_PORT   port of Atlantis (4141)
  PORTAL_EMULATOR_PORT   port of the AWS emulator (5566)
  PORTAL_STATE           directory of repositories, databases, secrets and logs (.portal in this checkout): another one is another portal,
                         and with other ports both run side by side
`;

function readPort(text, name) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new Problem(`${name} ${text} is not a port.`, 'Give a number from 1 to 65535.');
  }
  return port;
}

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        atlantis: { type: 'boolean' },
        stacks: { type: 'boolean' },
        reset: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Problem(error.message, usage);
  }
  if (values.stacks && !values.atlantis) throw new Problem('--stacks goes with --atlantis.', 'Run: script/start --atlantis --stacks');
  const fromEnvironment = (name, otherwise) => readPort(process.env[name] ?? otherwise, name);
  return {
    ...values,
    isPortGiven: values.port !== undefined,
    port: readPort(values.port ?? '7007', '--port'),
    forgePort: fromEnvironment('PORTAL_FORGE_PORT', 7100),
    atlantisPort: fromEnvironment('PORTAL_ATLANTIS_PORT', 4141),
    emulatorPort: fromEnvironment('PORTAL_EMULATOR_PORT', 5566),
  };
}

const pidFile = join(state, 'start.json');

/** When the process `pid` was started, as ps tells it: after a crash its number may be another program's. `undefined` where there is no ps. */
async function startOf(pid) {
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return (await run('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).catch(() => undefined))?.trim();
}

/** @returns {Promise<{ url: string, atlantis?: boolean, stacks?: boolean } | undefined>} the start that is running already, if any */
async function runningStart() {
  try {
    const { pid, since, ...started } = JSON.parse(await readFile(pidFile, 'utf8'));
    process.kill(pid, 0);
    return since === (await startOf(pid)) ? started : undefined;
  } catch {
    return undefined;
  }
}

/** @throws Problem when what runs is not what was asked for: nobody should wait for an Atlantis that will not come */
function sayWhatRuns(running, options, url) {
  const other =
    (options.reset && 'cannot be reset meanwhile') ||
    (options.isPortGiven && running.url !== url && `is not at ${url}`) ||
    (options.atlantis && !running.atlantis && 'was started without Atlantis') ||
    (options.stacks && !running.stacks && 'was started without --stacks');
  if (other) {
    throw new Problem(
      `The portal is running at ${running.url}, and ${other}.`,
      'End it with Ctrl-C, then try again. A second one beside it needs a PORTAL_STATE and ports of its own: script/start --help.',
    );
  }
  say(`The portal is running already: ${running.url}`);
}

async function requireGit() {
  await run('git', ['--version']).catch(() => {
    throw new Problem('git is missing.', 'Install git (Debian: apt-get install git), then run script/start again.');
  });
}

async function startPortal(children, toolchain, directory, options) {
  const log = join(state, 'logs', 'portal.log');
  await children.start('portal', toolchain.node, ['packages/backend', '--config', join(root, 'app-config.yaml'), '--config', options.configuration], {
    cwd: directory,
    log,
    env: {
      ...toolchain.env,
      NODE_ENV: 'production',
      NODE_EXTRA_CA_CERTS: options.forge.certificateFile,
      GIT_SSL_CAINFO: options.forge.certificateFile,
      PATH: [options.techdocs, toolchain.env.PATH].join(delimiter),
    },
  });
  await waitFor(`http://localhost:${options.port}/.backstage/health/v1/readiness`, { seconds: 120, name: 'portal', log });
  await untilTeamsAreKnown(options.port);
}

/**
 * Until the catalog knows who is in which team: whoever signs in before is in none, may do nothing, and keeps that until the token ends.
 * Where it takes longer than a minute, the portal is there all the same.
 */
async function untilTeamsAreKnown(port) {
  const isKnown = async () => {
    const response = await fetch(`http://localhost:${port}/api/auth/guest-service-developer/refresh`, {
      headers: { 'x-requested-with': 'XMLHttpRequest' },
      signal: AbortSignal.timeout(5000),
    });
    const { backstageIdentity } = await response.json();
    return backstageIdentity.identity.ownershipEntityRefs.some(ref => ref.startsWith('group:'));
  };
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(300)) {
    if (await isKnown().catch(() => false)) return;
  }
}

async function main() {
  const options = readOptions();
  if (options.help) {
    say(usage);
    return;
  }
  const url = `http://localhost:${options.port}`;
  const running = await runningStart();
  if (running) {
    sayWhatRuns(running, options, url);
    return;
  }
  await requireGit();
  await requireFreePorts([
    { name: 'portal', port: options.port, change: 'choose another: script/start --port N' },
    { name: 'forge', port: options.forgePort, change: 'choose another: PORTAL_FORGE_PORT=N script/start --reset' },
    ...(options.atlantis
      ? [
          { name: 'Atlantis server', port: options.atlantisPort, change: 'choose another: PORTAL_ATLANTIS_PORT=N' },
          { name: 'AWS emulator', port: options.emulatorPort, change: 'choose another: PORTAL_EMULATOR_PORT=N' },
        ]
      : []),
  ]);
  if (options.reset) {
    for (const name of ['database', 'mirrors', 'techdocs', 'forge', 'atlantis', 'logs', 'secrets.json']) {
      await rm(join(state, name), { recursive: true, force: true });
    }
  }
  await mkdir(join(state, 'database'), { recursive: true });
  await writeFile(pidFile, JSON.stringify({ pid: process.pid, since: await startOf(process.pid), url, atlantis: options.atlantis, stacks: options.stacks }));

  const { children, stop } = ownChildren(() => rm(pidFile, { force: true }));

  try {
    const toolchain = await ensureToolchain();
    await ensureDependencies(toolchain);
    const techdocs = await ensureTechDocs();
    const directory = await ensureBuild(toolchain);
    const secrets = await ensureSecrets();
    const forge = await step('Starting the forge', () => startForge(children, toolchain, { ...options, secrets }));
    if (!(await isSeeded())) {
      await step('Seeding the organisation, this repository and three services', () =>
        seedForge(toolchain, { ...options, secrets, forge, url }),
      );
    }
    const configuration = await writeLocalConfiguration({ ...options, secrets });
    await step('Starting the portal', () =>
      startPortal(children, toolchain, directory, { ...options, configuration, forge, techdocs }),
    );
    if (options.atlantis) await startAtlantis(children, toolchain, { ...options, secrets, forge });
    say('');
    say(`Portal   ${url}`);
    say(`Forge    ${forge.url}/connectly`);
    if (options.atlantis) {
      say(`Atlantis http://localhost:${options.atlantisPort} (user atlantis, password ${secrets.atlantisPassword})`);
      say('All but Atlantis listens on this machine only; Atlantis cannot, and its pages ask for the password. Ctrl-C ends it.');
    } else say('Everything listens on this machine only. Ctrl-C ends it.');
    if (await isSeededFromEarlier()) {
      say('');
      say("The forge's central repository was made from an earlier commit of this checkout.");
      say('script/start --reset makes it anew, and removes what was made in the forge since.');
    }
  } catch (error) {
    if (children.stopping) return;
    await children.stopAll();
    await rm(pidFile, { force: true });
    fail(error);
  }
}

main().catch(fail);
