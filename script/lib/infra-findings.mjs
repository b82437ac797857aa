/** What the policies find in plans, told of each what Atlantis tells them on the server. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileWaivers } from '../../infrastructure/atlantis/compile-waivers.mjs';
import { infrastructure, inParallel } from './infra-workspace.mjs';
import { run } from './run.mjs';
import { ensureGoTool } from './tools.mjs';

const policies = join(infrastructure, 'policies');

/** What the policies are told besides where a plan is of the emulator: whose account that is. */
const emulatorPolicyData = join(infrastructure, 'emulator', 'policies');

/** What conftest is given besides the plan: the rules, what they are told, and the waivers; and no configuration that lies beside it. */
const policyArguments = waivers => [
  '--policy', join(policies, 'policy'),
  '--config-file', join(policies, 'server.toml'),
  '--data', join(policies, 'data'),
  '--data', waivers,
];

/** Runs conftest, at the version that script/tools pins. */
export async function conftest(args, options) {
  return run(await ensureGoTool('conftest'), args, options);
}

/**
 * What Atlantis tells the policies of a plan (policy/lib/context.rego).
 *
 * @param {{ repository: string, directory: string, project: string, owner?: string }} place with the owner that the service's registration names
 */
const told = ({ repository, directory, project, owner = '' }) => ({
  POLICY_REPOSITORY: repository,
  POLICY_DIRECTORY: directory,
  POLICY_PROJECT: project,
  POLICY_OWNER: owner,
  POLICY_CENTRAL: 'https://github.com/connectly/platform.git',
});

/** The place of a stack's plan in an environment; one of the emulator says so by `emulated: true`. */
export const placeOfStack = (stack, environment) => ({
  repository: 'connectly/platform',
  directory: `infrastructure/stacks/${stack}`,
  project: `${stack}-${environment}`,
});

/** The place of a service's plan. */
export const placeOfService = (environment, service = 'example') => ({
  repository: `connectly/${service}`,
  directory: `terraform/${environment}`,
  project: `${service}-${environment}`,
});

/**
 * What the rules find in a plan's file, with the rule, its slug and the addresses; not what they say of waivers that hold. As on the
 * server, conftest runs beside the plan.
 */
export async function findingsOfFile(file, place, waivers = join(policies, 'waivers')) {
  const env = { ...process.env, ...told(place) };
  const compiled = `${file}.waivers.json`;
  const [problem] = await compileWaivers(waivers, compiled, await ensureGoTool('conftest'));
  if (problem) throw new Error(problem);
  const data = place.emulated ? ['--data', emulatorPolicyData] : [];
  const output = await conftest(['test', '--no-fail', '--output', 'json', ...policyArguments(compiled), ...data, file], { env, cwd: dirname(file) });
  const [{ failures = [], warnings = [] }] = JSON.parse(output);
  return [...failures, ...warnings].map(({ msg, metadata }) => ({ msg, ...metadata })).filter(({ waiver }) => waiver === undefined);
}

/**
 * What the rules find in plans, as conftest says it.
 *
 * @param {{ name: string, plan: object, place?: { repository: string, directory: string, project: string, emulated?: boolean } }[]} plans as JSON, each
 *   with what it is called in a finding; without a place, it is judged as one of production
 * @returns {Promise<{ name: string, msg: string }[]>}
 */
export async function findingsIn(plans) {
  const directory = await mkdtemp(join(tmpdir(), 'platform-plans-'));
  try {
    const found = plans.map(() => []);
    await inParallel([...plans.entries()], 2, async ([index, { name, plan, place = placeOfService('prod') }]) => {
      const file = join(directory, `${index}.json`);
      await writeFile(file, JSON.stringify(plan));
      found[index] = (await findingsOfFile(file, place)).map(({ msg }) => ({ name, msg }));
    });
    return found.flat();
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
