/** Terraform on the AWS emulator: stacks, the seed, and every module's complete example. Real AWS is out of reach by construction. */
import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Problem, say, step } from './console.mjs';
import { bootstrapFromHandMade, bootstrapFromNothing } from './infra-bootstrap.mjs';
import { emulateStacks, planAgain } from './infra-emulate-stacks.mjs';
import { environments as everyEnvironment, variableFiles } from './infra-environments.mjs';
import { registerServices, serviceAccessStory } from './infra-service-access.mjs';
import { cleanEnvironment, copyInfrastructure, infrastructure, inParallel, terraform, withWorkspace } from './infra-workspace.mjs';
import { ensurePython, isInstalled } from './tools.mjs';

const emulator = join(infrastructure, 'emulator');

/** The provider's own waits, longest first: the order in which a few lanes end soonest. */
const slowest = ['rds', 'ecs-service', 'alb'];
const lanes = 4;

/** Variables that point Terraform at the emulator, over an environment that knows no other AWS. */
export async function emulatorEnvironment(port) {
  const variables = JSON.parse(await readFile(join(emulator, 'environment.json'), 'utf8'));
  const pointed = Object.entries(variables).map(([name, value]) => [name, value.replaceAll('{port}', String(port))]);
  return { ...(await cleanEnvironment()), ...Object.fromEntries(pointed) };
}

export async function checkAnswers(port) {
  const answers = await fetch(`http://127.0.0.1:${port}/moto-api/config`, { signal: AbortSignal.timeout(10_000) }).then(
    response => response.ok,
    () => false,
  );
  if (!answers) {
    throw new Problem(
      `No AWS emulator answers on 127.0.0.1:${port}.`,
      `Start it first: python3 infrastructure/emulator/serve.py --port ${port}`,
    );
  }
}

async function applySeed(workspace, state, env) {
  const cwd = join(workspace, 'emulator', 'seed');
  const options = { cwd, env };
  await terraform(['init', '-reconfigure', '-no-color', `-backend-config=path=${join(state, 'seed.tfstate')}`], options);
  await terraform(['apply', '-auto-approve', '-no-color', '-parallelism=30'], options);
  return options;
}

/**
 * Publishes the platform's contracts on a running emulator.
 *
 * @param {{ port: number, state: string }} options `state` keeps Terraform's state from run to run
 * @throws Problem when no emulator answers, or Terraform fails
 */
export async function seed({ port, state }) {
  const directory = resolve(state);
  await checkAnswers(port);
  await mkdir(directory, { recursive: true });
  const env = await emulatorEnvironment(port);
  await step('Publishing the platform’s contracts on the emulator', async () => {
    await copyInfrastructure(directory);
    await applySeed(directory, directory, env);
  });
}

/** Starts an emulator on a free port; `stop` ends it. */
export async function startEmulator() {
  const bin = await ensurePython('emulator', join(emulator, 'requirements.txt'));
  const child = spawn(join(bin, 'python'), [join(emulator, 'serve.py'), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  let output = '';
  const port = await new Promise((found, reject) => {
    const listen = chunk => {
      output = (output + chunk).slice(-4000);
      const match = /answers on http:\/\/127\.0\.0\.1:(\d+)/.exec(output);
      if (match) found(Number(match[1]));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    child.once('exit', () => reject(new Problem(`The AWS emulator ended:\n${output}`, 'Mend what it says.')));
  });
  return { port, stop };
}

async function emulateExample(module, { workspace, env, tally }) {
  const started = Date.now();
  const options = { cwd: join(workspace, 'modules', module, 'examples', 'complete'), env };
  const applied = await tally.check(`${module}: complete example applies on the emulator`, async () => {
    await terraform(['init', '-no-color'], options);
    await terraform(['apply', '-auto-approve', '-no-color'], options);
  });
  if (applied) {
    await tally.check(`${module}: complete example plans no change after its apply`, () => planAgain(options));
    await tally.check(`${module}: complete example is destroyed`, () =>
      terraform(['destroy', '-auto-approve', '-no-color'], options),
    );
  }
  say(`${applied ? '✓' : '✗'} ${module} on the emulator ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Plans what a registration's pull request plans, with the states where the stack keeps them. */
async function planServiceAccess(workspace, env) {
  for (const environment of everyEnvironment) {
    const cwd = join(workspace, 'stacks', 'service-access');
    const options = { cwd, env: { ...env, TF_DATA_DIR: join(workspace, `service-access-${environment}`) } };
    await terraform(['init', '-no-color', `-backend-config=../../environments/${environment}.s3.tfbackend`], options);
    await terraform(['plan', '-no-color', ...variableFiles(environment)], options);
  }
}

async function emulateSeed({ workspace, env, tally }) {
  const started = Date.now();
  let options;
  const applied = await tally.check('seed: applies on the emulator', async () => {
    options = await applySeed(workspace, workspace, env);
  });
  if (applied) {
    await tally.check('seed: plans no change after its apply', () => planAgain(options));
    await tally.check('seed: service-access plans over it in each environment', () => planServiceAccess(workspace, env));
  }
  say(`${applied ? '✓' : '✗'} seed on the emulator ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Runs `work` with an emulator, and a workspace, of its own. */
export async function withEmulator(work) {
  const server = await startEmulator();
  try {
    const env = await emulatorEnvironment(server.port);
    await withWorkspace(workspace => work({ workspace, env }));
  } finally {
    server.stop();
  }
}

async function emulateModules(modules, { tally, seed: withSeed }) {
  if (modules.length === 0) return;
  await withEmulator(async ({ workspace, env }) => {
    const ordered = [...slowest.filter(name => modules.includes(name)), ...modules.filter(name => !slowest.includes(name))];
    const work = ordered.map(module => () => emulateExample(module, { workspace, env, tally }));
    if (withSeed) work.splice(slowest.length, 0, () => emulateSeed({ workspace, env, tally }));
    await inParallel(work, lanes, one => one());
  });
}

/** The stacks with the values of an environment, in an account of their own. */
async function emulateIn(environment, stacks, tally) {
  await withEmulator(async context => {
    await registerServices(context.workspace);
    await emulateStacks(stacks, { ...context, environment, tally });
  });
}

async function emulateAllStacks(stacks, { tally, environments }) {
  if (stacks.length === 0) return;
  const [first, ...others] = environments;
  await emulateIn(first, stacks, tally);
  await Promise.all(others.map(environment => emulateIn(environment, stacks, tally)));
}

/** What stacks do beyond being applied, each with an account of its own. */
async function emulateStories(stacks, tally) {
  await Promise.all([
    ...(stacks.includes('service-access') ? [withEmulator(context => serviceAccessStory({ ...context, tally }))] : []),
    ...(stacks.includes('bootstrap') ? bootstrapStories(tally) : []),
  ]);
}

/** The ways of the stack bootstrap, each with an account of its own. */
export function bootstrapStories(tally) {
  return [bootstrapFromNothing, bootstrapFromHandMade].map(story => withEmulator(context => story({ ...context, tally })));
}

/**
 * Applies, plans again and destroys. Modules and stacks have an emulator each, because the seed and the stacks publish the same
 * contracts; they run side by side, because most of their time is the provider's own waiting. Modules end first, so that the stories
 * come after them.
 *
 * @param {{ modules: string[], stacks: string[] }} chosen
 * @param {{ tally: import('./infra-tally.mjs').Tally, seed: boolean, environments: string[] }} options whose values the stacks get
 */
export async function emulate({ modules, stacks }, { tally, seed: withSeed, environments }) {
  const missing = (await Promise.all(['terraform', 'python3'].map(async name => ((await isInstalled(name)) ? [] : [name])))).flat();
  if (missing.length > 0) {
    for (const name of [...modules, ...stacks]) tally.skip(`${name} on the emulator (${missing.join(' and ')} missing)`);
    return;
  }
  await Promise.all([
    emulateModules(modules, { tally, seed: withSeed }).then(() => emulateStories(stacks, tally)),
    emulateAllStacks(stacks, { tally, environments }),
  ]);
}
