/**
 * What every stack must hold to: its files, format, validity, its own tests, a plan for each environment, a contract that HCL,
 * stack.yaml and README tell alike, documents in step, checkov.
 *
 * Tests get the values of `dev` (`terraform test -var-file=../../environments/dev.tfvars.json -var-file=dev.tfvars.json`), over
 * which a test file sets its own. `tests/environments.tftest.hcl` sets none, and runs once for each environment.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from './console.mjs';
import { checkSecurity } from './infra-checkov.mjs';
import { difference, parseDirectory, promised, readContract, readContracts, stepsOf } from './infra-contracts.mjs';
import { environments, environmentTest, variableFiles } from './infra-environments.mjs';
import { findingsIn, placeOfStack } from './infra-findings.mjs';
import { testFunctions } from './infra-functions.mjs';
import { derivedTest, guardFiles, Guards, writeDerivedTest, writeGuards } from './infra-guards.mjs';
import { checkMissingTypes } from './infra-missing.mjs';
import { documents, documentTool, prepare, runTests } from './infra-modules.mjs';
import { checkContractText, checkOverview } from './infra-overview.mjs';
import { checkPortalVariables, checkTemporaryFolders } from './infra-portal.mjs';
import { checkProjects } from './infra-projects.mjs';
import { checkProviderVersions, withSharedProvider } from './infra-provider.mjs';
import { checkRules } from './infra-rules.mjs';
import { runTest } from './infra-test-run.mjs';
import { infrastructure, inParallel, terraform, withWorkspace } from './infra-workspace.mjs';
import { isInstalled } from './tools.mjs';

const requiredFiles = [
  'versions.tf', 'backend.tf', 'providers.tf', 'variables.tf', 'contract.tf', 'outputs.tf', 'README.md', 'stack.yaml',
  'dev.tfvars.json', 'stg.tfvars.json', 'prod.tfvars.json', ...guardFiles, environmentTest,
];

const headings = ['Purpose', 'Owner', 'Contract', 'What drives its cost', 'How it fails', 'How to recover'];

async function checkFiles(stack, directory) {
  const missing = requiredFiles.filter(file => !existsSync(join(directory, file)));
  if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}.`);
  const readme = await readFile(join(directory, 'README.md'), 'utf8');
  const absent = headings.filter(heading => !readme.includes(`\n## ${heading}\n`));
  if (absent.length > 0) throw new Error(`README.md needs the headings ${absent.map(heading => `"## ${heading}"`).join(', ')}.`);
  await checkBackend(stack, directory);
  await checkBuckets(stack, directory);
}

/** Where a stack's state lies, and what protects it there. */
export async function checkBackend(stack, directory) {
  const backend = await readFile(join(directory, 'backend.tf'), 'utf8');
  for (const [name, value] of [
    ['bucket', '"prod-connectly"'],
    ['key', `"${stack}/terraform.tfstate"`],
    ['dynamodb_table', '"prod-connectly-tf-lock"'],
    ['use_lockfile', 'true'],
    ['encrypt', 'true'],
    // the key is made by the stack kms, which comes after bootstrap
    ...(['bootstrap', 'kms'].includes(stack) ? [] : [['kms_key_id', '"alias/platform-terraform-state"']]),
  ]) {
    if (!new RegExp(`^\\s*${name}\\s*=\\s*${value}$`, 'm').test(backend)) throw new Error(`backend.tf must say ${name} = ${value}.`);
  }
}

/** Buckets that may be deleted in production too, by stack: results of queries, which can be asked again. */
const unprotected = { cloudtrail: ['results'] };

/**
 * That production keeps its buckets. Only their policies protect them, which no plan tells before the bucket is there, and tests apply with the
 * values of dev: so what is written is looked at.
 */
export async function checkBuckets(stack, directory) {
  for (const { module = {} } of await parseDirectory(directory)) {
    for (const [name, [call]] of Object.entries(module)) {
      if (!/\/s3-bucket$/.test(call.source) || call.deletion_protection !== false || unprotected[stack]?.includes(name)) continue;
      throw new Error(`module.${name}: deletion_protection is false in production too.`);
    }
  }
}

/** Sizes differ between environments, the shape does not: the same names everywhere, and none that is set twice. */
async function checkVariableFiles(stack, directory) {
  const names = async file => Object.keys(JSON.parse(await readFile(file, 'utf8'))).sort();
  const common = await names(join(directory, '../../environments/dev.tfvars.json'));
  const first = await names(join(directory, 'dev.tfvars.json'));
  for (const environment of environments) {
    const own = await names(join(directory, `${environment}.tfvars.json`));
    const odd = [...own.filter(name => !first.includes(name)), ...first.filter(name => !own.includes(name))];
    if (odd.length > 0) throw new Error(`${environment}.tfvars.json and dev.tfvars.json differ in ${odd.join(', ')}.`);
    const twice = own.filter(name => common.includes(name));
    if (twice.length > 0) throw new Error(`${environment}.tfvars.json sets what environments/${environment}.tfvars.json sets: ${twice.join(', ')}.`);
  }
}

/** What a stack promises and publishes is the same, and what it reads exists. */
async function checkContract(stack, directory) {
  const { publishes, reads } = await readContract(stack, directory);
  const promises = Object.keys(await promised(stack, directory));
  if (promises.length === 0) throw new Error(`stack.yaml must name what is published, under contracts.${stack}.`);
  // Names that an expression makes are compared with what is published: script/infra emulate.
  const problem = publishes && difference(promises, publishes);
  if (problem) throw new Error(problem);
  const contracts = await readContracts();
  for (const [other, { values, lists }] of reads) {
    const publisher = contracts.get(other);
    if (!publisher) throw new Error(`It reads the contract of ${other}, which is no stack.`);
    const unknown = publisher.publishes && [...values, ...lists].filter(name => !publisher.publishes.includes(name));
    if (unknown?.length > 0) throw new Error(`It reads what ${other} does not publish: ${unknown.join(', ')}.`);
  }
  stepsOf(contracts);
}

/**
 * Plans a stack for an environment, by its own test.
 *
 * @param {{ plans: object[] }} options gets the plan, for the policies
 */
async function planFor(environment, { stack, directory, name, env, tally, plans, onPlan }) {
  await runTests(`${name} in ${environment}`, directory, {
    env,
    tally,
    args: [`-filter=${environmentTest}`, '-verbose', ...variableFiles(environment)],
    onPlan: ({ provider_schemas: _, ...plan }) => {
      plans.push({ name: `stacks/${stack} in ${environment}`, plan, place: placeOfStack(stack, environment) });
      onPlan?.(plan);
    },
  });
}

/** A stack's own tests, those that all stacks share, its plan for each environment, and what guards it. */
async function testPlans(options) {
  const { stack, directory, name, env, tally } = options;
  await runTests(name, directory, { env, tally, args: variableFiles('dev') });
  const guards = new Guards();
  await writeDerivedTest(directory);
  await tally.check(`${name}: a bad value for each rule`, () => checkRules(directory));
  await runTests(name, directory, {
    env,
    tally,
    args: [`-filter=${derivedTest}`, '-verbose', ...variableFiles('dev')],
    onState: state => guards.applied(state),
  });
  for (const environment of environments.slice(1)) {
    const onPlan = environment === 'prod' ? plan => guards.planned(plan) : undefined;
    await planFor(environment, { ...options, onPlan });
  }
  await tally.check(`${name}: ${guardFiles.join(', ')}`, async () => {
    guards.files();
    const behind = await guards.behind(directory);
    if (behind.length > 0) throw new Error(`${behind.join(' and ')} say something else. Run script/infra docs ${stack} and read what changed.`);
  });
}

async function testStack(stack, { workspace, env, tally, docs, plans, quick }) {
  const started = Date.now();
  const directory = join(workspace, 'stacks', stack);
  const name = `stack ${stack}`;

  const complete = await tally.check(`${name}: files`, () => checkFiles(stack, directory));
  if (complete) {
    await tally.check(`${name}: values of each environment`, () => checkVariableFiles(stack, directory));
    await tally.check(`${name}: contract`, () => checkContract(stack, directory));
    await tally.check(`${name}: contract in README.md`, () => checkContractText(stack, directory));
  }
  await tally.check(`${name}: format`, () => terraform(['fmt', '-check', '-recursive', '-diff'], { cwd: directory, env }));
  if (docs) await tally.check(`${name}: documents`, () => documents(docs, stack, directory, '--output-check'));
  else tally.skip(`${name}: documents (terraform-docs is missing)`);
  await testFunctions(stack, directory, tally);

  const ready = await prepare(name, directory, { env, tally, quick });
  const options = { stack, directory, name, env, tally, plans };
  if (ready && complete) await (quick ? planFor('prod', options) : testPlans(options));
  say(`${tally.mark(name)} ${name} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function writeGuardsOf(stack, { workspace, env }) {
  const directory = join(workspace, 'stacks', stack);
  await terraform(['init', '-backend=false', '-no-color'], { cwd: directory, env });
  await writeDerivedTest(directory);
  const guards = new Guards();
  const problems = [];
  const run = async (args, gather) =>
    runTest(directory, {
      env,
      args: [...args, '-verbose'],
      onEvent: event => {
        if (event.type === 'diagnostic' && event.diagnostic.severity === 'error') problems.push(`${event.diagnostic.summary}: ${event.diagnostic.detail}`);
        return gather(event) ? 'stop' : undefined;
      },
    });
  await run([`-filter=${derivedTest}`, ...variableFiles('dev')], ({ test_state: state }) => {
    if (state) guards.applied(state);
    return state;
  });
  await run([`-filter=${environmentTest}`, ...variableFiles('prod')], ({ test_plan: plan }) => {
    if (plan) guards.planned(plan);
    return plan;
  });
  if (problems.length > 0) throw new Error(`The stack ${stack} cannot be made on mocks.\n${problems.join('\n')}`);
  await writeGuards(stack, guards);
}

/** Applies stacks on mocks, and writes what guards them into the checkout. */
export async function writeStackGuards(stacks) {
  if (stacks.length === 0) return;
  await withSharedProvider(env => withWorkspace(workspace => inParallel(stacks, 2, stack => writeGuardsOf(stack, { workspace, env }))));
}

/**
 * @param {string[]} stacks
 * @param {{ tally: import('./infra-tally.mjs').Tally, whole: boolean, quick: boolean }} options with `whole`, what all of them make
 *   together too; with `quick`, they are only planned for prod
 */
export async function testStacks(stacks, { tally, whole, quick }) {
  if (stacks.length === 0) return;
  if (!(await isInstalled('terraform'))) {
    for (const stack of stacks) tally.skip(`infrastructure stack ${stack} (terraform is missing)`);
    return;
  }
  const docs = await documentTool();
  const plans = [];
  await withSharedProvider(env =>
    withWorkspace(async workspace => {
      await tally.check('stacks: admit the provider that tests have', () => checkProviderVersions(workspace, stacks.map(name => `stacks/${name}`), env));
      // a web ACL has the provider's largest schema: waf takes longest, and begins first
      const order = [...stacks].sort((left, right) => Number(right === 'waf') - Number(left === 'waf'));
      const work = order.map(stack => () => testStack(stack, { workspace, env, tally, docs, plans, quick }));
      work.unshift(() => checkSecurity(join(workspace, 'stacks'), stacks, { tally, kind: 'stack ' }));
      await inParallel(work, 2, one => one());
    }),
  );
  if (await isInstalled('go')) {
    // what Atlantis would say of the platform's own stacks
    await tally.check('stacks: no plan breaks a policy', async () => {
      const findings = await findingsIn(plans);
      if (findings.length > 0) throw new Error(findings.map(({ name, msg }) => `${name}: ${msg}`).join('\n'));
    });
  } else tally.skip('stacks: no plan breaks a policy (go is missing)');
  if (!whole) return;
  await tally.check('infrastructure/README.md: order and drawing', checkOverview);
  await tally.check('atlantis.yaml: a project for each stack and environment', checkProjects);
  await tally.check('stacks/portal sets what app-config.production.yaml names', checkPortalVariables);
  await tally.check('images own the folder that their tasks write to', checkTemporaryFolders);
  await tally.check('infrastructure/emulator/missing.yaml', checkMissingTypes);
  await tally.check('infrastructure/environments: one file for each', async () => {
    const files = await readdir(join(infrastructure, 'environments'));
    const wanted = environments.flatMap(name => [`${name}.s3.tfbackend`, `${name}.tfvars.json`]);
    const absent = wanted.filter(file => !files.includes(file));
    if (absent.length > 0) throw new Error(`Missing: ${absent.join(', ')}.`);
  });
}
