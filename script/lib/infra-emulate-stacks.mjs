/**
 * Stacks on the emulator: applied as soon as what they read is published, planned again, their contracts read back through
 * contract-read, and destroyed when nobody reads them any more. Independent ones run side by side, on one emulator of their own. With
 * production's values nothing is destroyed: its protections are on, and the emulator ends with them.
 *
 * State stays on the machine: an override file in the copy replaces the backend. What the emulator lacks is left out
 * (infra-missing.mjs), and tried again once the stack stands: a type that works by now makes the run fail.
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from './console.mjs';
import { difference, neededBy, promised, readContracts, withDependencies } from './infra-contracts.mjs';
import { variableFiles } from './infra-environments.mjs';
import { findingsIn, placeOfStack } from './infra-findings.mjs';
import { leaveOut, missingTypes, typesIn } from './infra-missing.mjs';
import { copyInfrastructure, terraform } from './infra-workspace.mjs';
import { isInstalled } from './tools.mjs';

const lanes = 4;

/** Production takes over what was made by hand; on the emulator nothing was. */
const ownArguments = { bootstrap: ['-var=adopt_existing=false'] };

const argumentsOf = (stack, environment) => [...variableFiles(environment), ...(ownArguments[stack] ?? [])];

const localState = { terraform: { backend: { local: {} } } };

/** A gate that lets `width` pass at once. */
function gate(width) {
  let free = width;
  const waiting = [];
  return async work => {
    if (free > 0) free -= 1;
    else await new Promise(resolve => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** A plan that changes something ends with 2, which counts as a failure here. */
export async function planAgain(options, args = []) {
  try {
    await terraform(['plan', '-detailed-exitcode', '-no-color', ...args], options);
  } catch (error) {
    const start = error.output.indexOf('Terraform will perform');
    throw start < 0 ? error : new Error(error.output.slice(start, start + 3000));
  }
}

/** Replaces a stack's backend in a copy. */
export async function keepStateLocal(directory) {
  await writeFile(join(directory, 'backend_override.tf.json'), JSON.stringify(localState));
}

/** What the stack's state says that it published: value by name, and which are lists. */
async function published(stack, options) {
  const { values } = JSON.parse(await terraform(['show', '-json'], options));
  const found = { values: {}, lists: {} };
  const visit = module => {
    for (const { type, mode, values: one } of module.resources ?? []) {
      const [, publisher, name] = /^\/platform\/([^/]+)\/(.+)$/.exec(type === 'aws_ssm_parameter' && mode === 'managed' ? one.name : '') ?? [];
      if (publisher !== stack) continue;
      if (one.type === 'StringList') found.lists[name] = one.insecure_value.split(',');
      else found.values[name] = one.insecure_value ?? one.value;
    }
    (module.child_modules ?? []).forEach(visit);
  };
  visit(values.root_module);
  return found;
}

/** A root of its own reads everything that a stack published, as a service would. */
async function readBack(stack, { workspace, env, environment, options }) {
  const expected = await published(stack, options);
  const names = { values: Object.keys(expected.values), list_values: Object.keys(expected.lists) };
  const problem = difference(Object.keys(await promised(stack)), [...names.values, ...names.list_values]);
  if (problem) throw new Error(problem);
  const cwd = join(workspace, 'readers', stack);
  const { region } = JSON.parse(await readFile(join(workspace, 'environments', `${environment}.tfvars.json`), 'utf8'));
  const root = {
    provider: { aws: { region } },
    module: { contract: { source: '../../modules/contract-read', stack, ...names } },
    output: { values: { value: '${module.contract.values}' }, lists: { value: '${module.contract.list_values}' } },
  };
  await mkdir(cwd, { recursive: true });
  await writeFile(join(cwd, 'main.tf.json'), JSON.stringify(root));
  await terraform(['init', '-no-color'], { cwd, env });
  await terraform(['apply', '-auto-approve', '-no-color'], { cwd, env });
  const { values, lists } = JSON.parse(await terraform(['output', '-json'], { cwd, env }));
  for (const [name, value] of [...Object.entries(expected.values), ...Object.entries(expected.lists)]) {
    const read = values.value[name] ?? lists.value[name];
    if (JSON.stringify(read) !== JSON.stringify(value)) throw new Error(`${name} reads ${JSON.stringify(read)}, not ${JSON.stringify(value)}.`);
  }
}

/** Applies a stack with the one type of resource that was left out: it must still fail. */
async function tryMissing(stack, type, { workspace, env, environment, missing }) {
  const copy = join(workspace, 'tries', `${stack}-${type}`);
  await mkdir(copy, { recursive: true });
  await copyInfrastructure(copy);
  await leaveOut(copy, missing.filter(other => other !== type));
  const cwd = join(copy, 'stacks', stack);
  await keepStateLocal(cwd);
  await cp(join(workspace, 'stacks', stack, 'terraform.tfstate'), join(cwd, 'terraform.tfstate'));
  const options = { cwd, env };
  await terraform(['init', '-no-color'], options);
  try {
    const args = argumentsOf(stack, environment);
    await terraform(['apply', '-auto-approve', '-no-color', ...args], options);
    await planAgain(options, args);
  } catch (error) {
    if ((error.output ?? error.message).includes(type)) return;
    throw error;
  }
  throw new Error(`${type} works by now: remove it from infrastructure/emulator/missing.yaml.`);
}

/** What Atlantis would say of the first plan, which tells more than one on mocks: what is written down, and what is known already. */
async function checkPolicies(name, stack, { workspace, env, environment, tally }) {
  if (!(await isInstalled('go'))) {
    tally.skip(`${name}: its plan breaks no policy (go is missing)`);
    return;
  }
  await tally.check(`${name}: its plan breaks no policy`, async () => {
    const plan = JSON.parse(await terraform(['show', '-json', 'plan.bin'], { cwd: join(workspace, 'stacks', stack), env }));
    const findings = await findingsIn([{ name: stack, plan, place: { ...placeOfStack(stack, environment), emulated: true } }]);
    // the copy on the emulator may lose its buckets (infra-missing.mjs), the stack's own plan on mocks shows that it may not
    const broken = findings.filter(({ msg }) => !msg.includes('force_destroy is true'));
    if (broken.length > 0) throw new Error(broken.map(({ msg }) => msg).join('\n'));
  });
}

const nameOf = (stack, environment) => (environment === 'dev' ? `stack ${stack}` : `stack ${stack} in ${environment}`);

async function applyStack(stack, context) {
  const { workspace, env, environment, tally, tried } = context;
  const started = Date.now();
  const options = { cwd: join(workspace, 'stacks', stack), env };
  const args = argumentsOf(stack, environment);
  const name = nameOf(stack, environment);
  const applied = await tally.check(`${name}: applies on the emulator`, async () => {
    await keepStateLocal(options.cwd);
    await terraform(['init', '-no-color'], options);
    await terraform(['plan', '-no-color', '-out=plan.bin', ...args], options);
    await terraform(['apply', '-no-color', '-parallelism=20', 'plan.bin'], options);
  });
  if (applied) {
    await checkPolicies(name, stack, context);
    await tally.check(`${name}: plans no change after its apply`, () => planAgain(options, args));
    await tally.check(`${name}: its contract is read back`, () => readBack(stack, { workspace, env, environment, options }));
    for (const type of await typesIn(join(workspace, 'stacks', stack), context.missing)) {
      if (tried.has(type)) continue;
      tried.add(type);
      await tally.check(`${name}: ${type} is still missing in the emulator`, () => tryMissing(stack, type, context));
    }
  }
  say(`${tally.mark(name)} ${name} on the emulator ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return applied;
}

async function destroyStack(stack, { workspace, env, environment, tally }) {
  const options = { cwd: join(workspace, 'stacks', stack), env };
  await tally.check(`${nameOf(stack, environment)}: is destroyed`, () =>
    terraform(['destroy', '-auto-approve', '-no-color', '-parallelism=20', ...argumentsOf(stack, environment)], options),
  );
}

/**
 * @param {string[]} stacks what they depend on is applied with them
 * @param {{ workspace: string, env: NodeJS.ProcessEnv, environment: string, tally: import('./infra-tally.mjs').Tally }} options
 */
export async function emulateStacks(stacks, { workspace, env, environment, tally }) {
  const contracts = await readContracts();
  const chosen = withDependencies(contracts, stacks);
  const missing = (await missingTypes()).map(({ type }) => type);
  await leaveOut(workspace, missing);
  const context = { workspace, env, environment, tally, missing, tried: new Set() };
  const pass = gate(lanes);

  /** @type {Map<string, Promise<boolean>>} whether each stack stands */
  const applied = new Map();
  const apply = stack => {
    const start = async () => {
      const needed = neededBy(contracts, stack);
      const stand = await Promise.all(needed.map(apply));
      const absent = needed.filter((_, index) => !stand[index]);
      if (absent.length > 0) {
        tally.fail(`${nameOf(stack, environment)}: is not applied, because ${absent.join(' and ')} failed`);
        return false;
      }
      return pass(() => applyStack(stack, context));
    };
    if (!applied.has(stack)) applied.set(stack, start());
    return applied.get(stack);
  };

  if (environment === 'prod') {
    await Promise.all(chosen.map(apply));
    return;
  }
  /** @type {Map<string, Promise<void>>} */
  const destroyed = new Map();
  const destroy = stack => {
    const start = async () => {
      await apply(stack);
      await Promise.all(chosen.filter(other => neededBy(contracts, other).includes(stack)).map(destroy));
      if (await apply(stack)) await pass(() => destroyStack(stack, context));
    };
    if (!destroyed.has(stack)) destroyed.set(stack, start());
    return destroyed.get(stack);
  };
  await Promise.all(chosen.map(destroy));
}
