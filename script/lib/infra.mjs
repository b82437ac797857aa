/** `script/infra`: what can be done with infrastructure/ from a checkout, without an AWS account. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, Problem, say } from './console.mjs';
import { listStacks } from './infra-contracts.mjs';
import { emulate, seed } from './infra-emulator.mjs';
import { environments } from './infra-environments.mjs';
import { writeZips } from './infra-lambda.mjs';
import { listModules, testModules, writeDocuments } from './infra-modules.mjs';
import { writeContract, writeOverview } from './infra-overview.mjs';
import { mutate } from './infra-mutate.mjs';
import { writeProjects } from './infra-projects.mjs';
import { testPolicies, writePolicyDocuments } from './infra-policies.mjs';
import { release } from './infra-release.mjs';
import { testStacks, writeStackGuards } from './infra-stacks.mjs';
import { up } from './infra-up.mjs';
import { Tally, testScript } from './infra-tally.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root } from './paths.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';
import { isInstalled } from './tools.mjs';

const usage = `script/infra COMMAND

  test [NAME…] [--quick] [--all] [--json FILE]
                                         format, validate, terraform test, examples, documents, contracts, checkov,
                                         policies; --quick gives rules no bad values and only plans stacks, --all adds emulate with
                                         the values of dev, and mutate
  emulate [NAME…] [--environment E] [--json FILE]
                                         applies, plans again and destroys modules' complete examples, the seed, and stacks (with what
                                         they read) on emulators of its own: with the values of dev, and without names of prod too
  mutate [NAME…] [--json FILE]           takes one protection away at a time and sees whether a test or a policy notices
  release MODULE [--note TEXT] [--dry-run]
                                         works out the next version from what changed, writes changelog and README, commits and tags;
                                         refuses a breaking change without UPGRADE-N.md
  seed --port P --state DIR              publishes the platform's contracts on the emulator at 127.0.0.1:P; safe to run again
  up --port P --state DIR [STACK…]       applies the real stacks (without names: what services read) on the emulator at 127.0.0.1:P
  docs [NAME…]                           writes the generated parts of READMEs
  lambda [FOLDER…]                       makes the zips of Lambda functions anew, and those of new folders

NAME is a module or a stack; where both have it, module:NAME or stack:NAME.`;

const options = {
  all: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  environment: { type: 'string' },
  json: { type: 'string' },
  note: { type: 'string', multiple: true, default: [] },
  'dry-run': { type: 'boolean', default: false },
  port: { type: 'string' },
  state: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
};

function parse() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new Problem(error.message, usage);
  }
}

/** The modules and stacks that are named; all of them when none is. */
async function chosen(names) {
  const known = { module: await listModules(), stack: await listStacks() };
  if (names.length === 0) return { modules: known.module, stacks: known.stack };
  const found = { module: new Set(), stack: new Set() };
  for (const name of names) {
    const [, kind, bare] = /^(?:(module|stack):)?(.*)$/.exec(name);
    const kinds = ['module', 'stack'].filter(one => (kind ?? one) === one && known[one].includes(bare));
    if (kinds.length === 0) {
      throw new Problem(`There is no ${kind ?? 'module or stack'} ${bare}.`, `Modules: ${known.module.join(', ')}.
Stacks: ${known.stack.join(', ')}.`);
    }
    if (kinds.length > 1) throw new Problem(`${bare} is a module and a stack.`, `Say module:${bare} or stack:${bare}.`);
    found[kinds[0]].add(bare);
  }
  return { modules: [...found.module], stacks: [...found.stack] };
}

/** What every run here relies on. */
async function testScripts(tally) {
  const started = Date.now();
  const passed = [];
  for (const name of ['infra-runner', 'infra-tally', 'console', 'terraform-cli', 'infra-isolation', 'infra-contracts', 'infra-emulator', 'iam-evaluation', 'infra-denials', 'infra-atlantis', 'atlantis-restart', 'infra-may-command', 'infra-backup', 'infra-alerts', 'infra-states', 'infra-policy-settings', 'infra-policy-waivers', 'shared-rds-provision']) {
    passed.push(await testScript(tally, `script/lib/${name}.test.mjs`, join(root, `script/lib/${name}.test.mjs`)));
  }
  say(`${passed.includes(false) ? '✗' : '✓'} the scripts themselves ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Two lanes: what waits more than it works runs beside the modules and stacks. */
async function testInfrastructure({ modules, stacks }, { tally, whole, quick }) {
  const besides = async () => {
    if (!whole) return;
    if (await isInstalled('terraform')) await testScripts(tally);
    await testPolicies(tally);
  };
  const parts = async () => {
    await testModules(modules, { tally, seed: whole, quick });
    await testStacks(stacks, { tally, whole, quick });
  };
  await Promise.all([besides(), parts()]);
}

async function close(tally, file) {
  for (const name of tally.skipped) say(`skipped: ${name}`);
  for (const name of tally.failures) say(`failed: ${name}`);
  if (file) await writeFile(file, `${JSON.stringify(tally.summary())}\n`);
  say(tally.line());
  if (tally.failures.length > 0) process.exitCode = 1;
}

async function main() {
  const { values, positionals } = parse();
  const [command, ...names] = positionals;
  if (values.help || command === 'help' || command === undefined) {
    say(usage);
    return;
  }
  if (!['test', 'emulate', 'mutate', 'release', 'seed', 'up', 'docs', 'lambda'].includes(command)) {
    throw new Problem(`There is no command ${command}.`, usage);
  }
  await ensureDependencies(await ensureToolchain());
  if (command === 'seed' || command === 'up') {
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535 || !values.state) {
      throw new Problem(`${command} needs the emulator’s port and a directory for its state.`, usage);
    }
    if (command === 'seed') await seed({ port, state: values.state });
    else {
      const { stacks } = await chosen(names.map(name => `stack:${name}`));
      await up({ port, state: values.state, stacks: names.length > 0 ? stacks : [] });
    }
    return;
  }
  if (command === 'lambda') {
    await writeZips(infrastructure, names.map(name => resolve(name)));
    return;
  }
  if (command === 'release') {
    const { modules } = await chosen(names.map(name => `module:${name}`));
    if (names.length !== 1) throw new Problem('release needs one module.', usage);
    await release(modules[0], {
      notes: values.note,
      dryRun: values['dry-run'],
      writeDocuments: module => writeDocuments('modules', [module]),
    });
    return;
  }
  if (values.environment && !environments.includes(values.environment)) {
    throw new Problem(`There is no environment ${values.environment}.`, `Environments: ${environments.join(', ')}.`);
  }
  const { modules, stacks } = await chosen(names);
  const whole = names.length === 0;
  if (command === 'docs') {
    await writeDocuments('modules', modules);
    for (const stack of stacks) await writeContract(stack);
    await writeDocuments('stacks', stacks);
    await writeStackGuards(stacks);
    await writeOverview();
    await writeProjects();
    await writePolicyDocuments();
    return;
  }
  const tally = new Tally();
  if (command === 'test') {
    await testInfrastructure({ modules, stacks }, { tally, whole, quick: values.quick });
  }
  const tested = command === 'test' && !values.quick && tally.failures.length === 0;
  const chosenEnvironments = values.environment ? [values.environment] : ['dev', ...(whole && command === 'emulate' ? ['prod'] : [])];
  // the emulator is waited for, and mutants compute
  await Promise.all([
    (command === 'mutate' || values.all) && mutate({ modules, stacks }, { tally, whole, tested }),
    (command === 'emulate' || values.all) && emulate({ modules, stacks }, { tally, seed: whole, environments: chosenEnvironments }),
  ]);
  await close(tally, values.json);
}

main().catch(fail);
