/** What every module must hold to: format, validity, its own tests, tested examples, documents in step, checkov. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from './console.mjs';
import { checkSecurity } from './infra-checkov.mjs';
import { checkStandIn } from './infra-contracts.mjs';
import { checkZips } from './infra-lambda.mjs';
import { checkRules } from './infra-rules.mjs';
import { runTest } from './infra-test-run.mjs';
import { checkProviderVersions, withSharedProvider } from './infra-provider.mjs';
import { infrastructure, inParallel, terraform, withWorkspace } from './infra-workspace.mjs';
import { run } from './run.mjs';
import { ensureGoTool, isInstalled } from './tools.mjs';

const requiredFiles = [
  'versions.tf', 'main.tf', 'variables.tf', 'outputs.tf', 'README.md', 'CHANGELOG.md', 'module.yaml',
  'examples/minimal/main.tf', 'examples/complete/main.tf', 'tests/examples.tftest.hcl',
];

export async function listModules() {
  const entries = await readdir(join(infrastructure, 'modules'), { withFileTypes: true });
  return entries.filter(entry => entry.isDirectory()).map(entry => entry.name).sort();
}

/** terraform-docs, or undefined where it cannot be had. */
export async function documentTool() {
  if (await isInstalled('terraform-docs')) return 'terraform-docs';
  return ensureGoTool('terraform-docs').catch(error => {
    say(error.message);
    return undefined;
  });
}

/** Writes the generated part of a README, or with `--output-check` compares it. */
export function documents(program, module, cwd, ...more) {
  return run(program, ['-c', join(cwd, '../../modules/.terraform-docs.yml'), ...more, '.'], { cwd }).catch(error => {
    throw new Error(`${error.message}\nRun script/infra docs ${module}.`);
  });
}

/** Writes the generated part of READMEs in the checkout. */
export async function writeDocuments(part, names) {
  const program = await ensureGoTool('terraform-docs');
  for (const name of names) {
    await documents(program, name, join(infrastructure, part, name));
  }
}

/** The newest version in a changelog: its first heading. */
function newestVersion(changelog) {
  return /^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d{2}-\d{2}$/m.exec(changelog)?.[1];
}

async function checkFiles(module, directory) {
  const missing = requiredFiles.filter(file => !existsSync(join(directory, file)));
  if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}.`);
  const version = newestVersion(await readFile(join(directory, 'CHANGELOG.md'), 'utf8'));
  if (!version) throw new Error('The first heading of CHANGELOG.md must be "## [X.Y.Z] - YYYY-MM-DD".');
  const readme = await readFile(join(directory, 'README.md'), 'utf8');
  const shown = [...readme.matchAll(/\?ref=([^"\s]+)"/g)].map(match => match[1]);
  if (shown.length === 0 || shown.some(tag => tag !== `${module}/v${version}`)) {
    throw new Error(`README.md must show the newest release, ${module}/v${version}; it shows ${shown.join(', ') || 'none'}.`);
  }
  const major = Number(version.split('.')[0]);
  if (major > 1 && !existsSync(join(directory, `UPGRADE-${major}.md`))) throw new Error(`UPGRADE-${major}.md is missing.`);
}

/** Every example must be a module under test in tests/examples.tftest.hcl. */
async function checkExamples(directory) {
  const tests = await readFile(join(directory, 'tests/examples.tftest.hcl'), 'utf8');
  const examples = await readdir(join(directory, 'examples'));
  const untested = examples.filter(name => !tests.includes(`"./examples/${name}"`));
  if (untested.length > 0) throw new Error(`Untested examples: ${untested.join(', ')}.`);
}

/**
 * Filters for `terraform test`: all files of a module but the one that gives each rule a bad value. That is half of the time, and unit
 * tests compare the portal's evaluation of the same rules with Terraform's.
 */
async function withoutRules(directory) {
  const files = (await readdir(join(directory, 'tests'))).filter(name => name.endsWith('.tftest.hcl') && name !== 'validation.tftest.hcl');
  return files.map(name => `-filter=tests/${name}`);
}

/** @returns {Promise<boolean>} whether it is ready to be tested; `quick` leaves it to `terraform test` to validate */
export function prepare(name, directory, { env, tally, quick }) {
  return tally.check(`${name}: ${quick ? 'init' : 'validate'}`, async () => {
    await terraform(['init', '-backend=false', '-no-color'], { cwd: directory, env });
    if (!quick) await terraform(['validate', '-no-color'], { cwd: directory, env });
  });
}

/**
 * Runs `terraform test` and counts each of its runs.
 *
 * @param {string} name what failures are reported under
 * @param {string} directory
 * @param {{ env: NodeJS.ProcessEnv, tally: import('./infra-tally.mjs').Tally, args?: string[], onPlan?: (plan: object) => void,
 *   onState?: (state: object) => void }} options `args` go to Terraform; with `-verbose` among them, `onPlan` gets the plan of each run
 *   that plans, and `onState` what each run that applies has made
 */
export async function runTests(name, directory, { env, tally, args = [], onPlan, onState }) {
  const diagnostics = new Map();
  const failed = [];
  let unreached = 0;
  let finished = false;
  const rest = await runTest(directory, {
    env,
    args,
    onEvent: event => {
      const where = `${event['@testfile'] ?? ''} ${event['@testrun'] ?? ''}`;
      if (event.type === 'diagnostic' && event.diagnostic.severity === 'error') {
        diagnostics.set(where, [...(diagnostics.get(where) ?? []), `${event.diagnostic.summary}: ${event.diagnostic.detail}`]);
      }
      if (event.type === 'test_run' && event.test_run.progress === 'complete') {
        if (event.test_run.status === 'pass') tally.pass();
        // A failure ends its file: what comes after it was never tried.
        else if (event.test_run.status === 'skip') unreached += 1;
        else failed.push({ where, title: `${event.test_run.path} ${event.test_run.run} (${event.test_run.status})` });
      }
      if (event.type === 'test_plan') onPlan?.(event.test_plan);
      if (event.type === 'test_state') onState?.(event.test_state);
      if (event.type === 'test_summary') finished = true;
    },
  });
  for (const { where, title } of failed) tally.fail(`${name}: ${title}`, diagnostics.get(where)?.join('\n'));
  if (unreached > 0) tally.fail(`${name}: ${unreached} runs were not reached`);
  if (!finished) tally.fail(`${name}: terraform test`, [...diagnostics.values()].flat().join('\n') || rest);
}

async function testModule(module, { workspace, env, tally, docs, quick }) {
  const started = Date.now();
  const directory = join(workspace, 'modules', module);

  await tally.check(`${module}: files and releases`, () => checkFiles(module, directory));
  await tally.check(`${module}: every example is tested`, () => checkExamples(directory));
  await tally.check(`${module}: a bad value for each rule`, () => checkRules(directory));
  await tally.check(`${module}: zips equal their sources`, () => checkZips(directory));
  await tally.check(`${module}: format`, () => terraform(['fmt', '-check', '-recursive', '-diff'], { cwd: directory, env }));
  if (docs) await tally.check(`${module}: documents`, () => documents(docs, module, directory, '--output-check'));
  else tally.skip(`${module}: documents (terraform-docs is missing)`);

  const ready = await prepare(module, directory, { env, tally, quick });
  if (ready) await runTests(module, directory, { env, tally, args: quick ? await withoutRules(directory) : [] });
  say(`${tally.mark(module)} ${module} ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** The stand-in for the stacks is only validated: script/infra emulate applies it. */
async function testSeed({ workspace, env, tally }) {
  const directory = join(workspace, 'emulator', 'seed');
  await tally.check('seed: publishes what the stacks promise', () => checkStandIn(directory));
  await tally.check('seed: format', () => terraform(['fmt', '-check', '-diff'], { cwd: directory, env }));
  await prepare('seed', directory, { env, tally });
}

/**
 * @param {string[]} modules
 * @param {{ tally: import('./infra-tally.mjs').Tally, seed: boolean, quick: boolean }} options with `seed`, the stacks' stand-in is
 *   validated too; with `quick`, rules get no bad values
 */
export async function testModules(modules, { tally, seed, quick }) {
  if (modules.length === 0) return;
  if (!(await isInstalled('terraform'))) {
    for (const module of modules) tally.skip(`infrastructure module ${module} (terraform is missing)`);
    return;
  }
  const docs = await documentTool();
  await withSharedProvider(env =>
    withWorkspace(async workspace => {
      await tally.check('modules: admit the provider that tests have', () => checkProviderVersions(workspace, modules.map(name => `modules/${name}`), env));
      const work = modules.map(module => () => testModule(module, { workspace, env, tally, docs, quick }));
      work.unshift(() => checkSecurity(join(workspace, 'modules'), modules, { tally }));
      await inParallel(work, 2, one => one());
      if (seed) await testSeed({ workspace, env, tally });
    }),
  );
}
