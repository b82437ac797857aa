/**
 * `script/test [PART…] [--all]`: every part, or the named ones; with `--all`, also what takes long (files named `.long.test`, and what
 * `--quick` leaves out of scripts). A part is a list of passed, failed and skipped tests; the last line adds them up.
 *
 * Unit tests compute, and the other parts wait for programs that they started. So everything runs in two lanes, unit tests in one and the
 * other parts in the other: on two cores that takes two thirds of the time.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fail, Problem, say } from './console.mjs';
import { cache, root } from './paths.mjs';
import { withSharedProvider } from './infra-provider.mjs';
import { startPostgres } from './postgres.mjs';
import { terraformEnvironment } from './terraform-cli.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';
import { ensureGoTool, isInstalled } from './tools.mjs';
import { run } from './run.mjs';

const results = join(root, '.portal', 'test');

/** What production runs with. */
const configuration = ['app-config.yaml', 'app-config.production.yaml'].flatMap(name => ['--config', join(root, name)]);

/** Jest's arguments for a run without what takes long. */
const withoutLong = ['--testPathIgnorePatterns', '\\.long\\.test\\.', '/node_modules/'];

/** @typedef {{ passed: number, failed: string[], skipped: string[] }} Outcome what failed and was skipped, by name */

/** Whose output it is, where parts run beside each other. */
const lane = new AsyncLocalStorage();

/** Runs a program with its output shown, and gives its exit code. */
function show(program, args, options) {
  const name = lane.getStore();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, ...options, stdio: ['ignore', ...(name ? ['pipe', 'pipe'] : ['inherit', 'inherit'])] });
    for (const stream of name ? [child.stdout, child.stderr] : []) {
      createInterface({ input: stream }).on('line', line => say(`${name.padEnd(8)} │ ${line}`));
    }
    child.on('error', reject);
    child.on('close', code => resolve(code ?? 1));
  });
}

/** A check without tests of its own counts as one. */
async function check(name, work) {
  const code = await work();
  say(code === 0 ? `✓ ${name}` : `✗ ${name}`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? [] : [name], skipped: [] };
}

function add(outcomes) {
  return {
    passed: outcomes.reduce((sum, item) => sum + item.passed, 0),
    failed: outcomes.flatMap(item => item.failed),
    skipped: outcomes.flatMap(item => item.skipped),
  };
}

/**
 * A suite that does not even load has no tests of its own, so its file is what failed; a run that fails for another reason is named.
 * @returns {Promise<Outcome>} what a Jest run wrote with --json
 */
async function readJest(name, code) {
  const file = join(results, `${name}.json`);
  const report = JSON.parse(await readFile(file, 'utf8').catch(() => '{"testResults":[]}'));
  const tests = report.testResults.flatMap(suite => suite.assertionResults);
  const broken = report.testResults.filter(suite => suite.status === 'failed' && suite.assertionResults.length === 0);
  const failed = [
    ...report.testResults.flatMap(suite =>
      suite.assertionResults.filter(test => test.status === 'failed').map(test => `${relative(root, suite.name)}: ${test.fullName}`),
    ),
    ...broken.map(suite => `${relative(root, suite.name)} does not load`),
  ];
  return {
    passed: tests.filter(test => test.status === 'passed').length,
    failed: code !== 0 && failed.length === 0 ? [`${name}: Jest ended with ${code}`] : failed,
    skipped: tests.filter(test => ['pending', 'skipped', 'todo', 'disabled'].includes(test.status)).map(test => test.fullName),
  };
}

async function testEnvironment(toolchain) {
  const env = { ...toolchain.env, ...(await terraformEnvironment()), CI: 'true' };
  env.PATH = [join(cache, 'bin'), env.PATH].join(delimiter);
  return env;
}

/** What cannot be had here; the tests that need it skip themselves, and say so by name. */
async function ensurePrograms(names) {
  for (const name of names) {
    await ensureGoTool(name).catch(error => say(`  ${name} cannot be had: ${error.message}`));
  }
}

/** Installs a program of the system's where that is possible; `packages` are Debian's. */
async function ensureInstalled(program, packages) {
  if (await isInstalled(program)) return;
  if (process.getuid?.() !== 0 || !(await isInstalled('apt-get'))) return;
  say(`Installing ${program}`);
  await run('sh', ['-c', `apt-get update -q && apt-get install -y -q --no-install-recommends ${packages}`]).catch(
    error => say(`  ${program} cannot be had: ${error.message.split('\n')[0]}`),
  );
}

const ensureChromium = () => ensureInstalled('chromium', 'chromium fonts-noto-cjk');

/** Runs the tests of packages/app/NAME-tests, one file after the other. */
async function browserTests(toolchain, name, more = []) {
  const file = join(results, `${name}.json`);
  await rm(file, { force: true });
  const code = await show(
    toolchain.node,
    [join(root, 'node_modules/jest/bin/jest.js'), '--config', `packages/app/${name}-tests/jest.config.js`, '--runInBand', '--forceExit', '--json', `--outputFile=${file}`, ...more],
    { env: await testEnvironment(toolchain) },
  );
  return await readJest(name, code);
}

/** Runs `script/NAME`, which counts its own tests. */
async function scriptTests(toolchain, name, args) {
  const file = join(results, `${name}.json`);
  await rm(file, { force: true });
  const code = await show(join(root, 'script', name), [...args, '--json', file], { env: await testEnvironment(toolchain) });
  if (!existsSync(file)) return { passed: 0, failed: [`script/${name} ${args[0]} ended with ${code}`], skipped: [] };
  const outcome = JSON.parse(await readFile(file, 'utf8'));
  return code !== 0 && outcome.failed.length === 0 ? { ...outcome, failed: [`script/${name} ${args[0]} ended with ${code}`] } : outcome;
}

const parts = {
  async check(toolchain) {
    const yarn = args => show(toolchain.node, [toolchain.yarnProgram, ...args], { env: toolchain.env });
    return add([
      await check('types', () => yarn(['tsc'])),
      await check('lint', () => yarn(['backstage-cli', 'repo', 'lint'])),
      // an unknown key is ignored when the portal starts, and a wrong value may keep it from starting
      await check('configuration', () => yarn(['backstage-cli', 'config:check', '--strict', '--lax', ...configuration])),
      await check('API reports', () => yarn(['build:api-reports', '--ci'])),
      await check('what the portal is built from, and that two installations wait for each other', () =>
        show(process.execPath, ['--test', ...['build', 'alone'].map(name => join(root, `script/lib/${name}.test.mjs`))], {}),
      ),
    ]);
  },

  async unit(toolchain, { all }) {
    await ensurePrograms(['terraform-docs', 'atlantis', 'conftest']);
    const env = await testEnvironment(toolchain);
    const postgres = await startPostgres();
    if (postgres) env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING = postgres.url;
    else {
      say('  PostgreSQL is not installed: database tests run on SQLite only');
      // with CI set, Backstage's test databases would ask a Docker engine for one
      delete env.CI;
    }
    const file = join(results, 'unit.json');
    await rm(file, { force: true });
    // Jest's five seconds are for an idle machine, and tests here start programs
    const jest = ['--watchAll=false', '--maxWorkers=2', '--testTimeout=60000', '--json', `--outputFile=${file}`, ...(all ? [] : withoutLong)];
    const test = more => show(toolchain.node, [toolchain.yarnProgram, 'backstage-cli', 'repo', 'test', ...jest], { env: { ...env, ...more } });
    try {
      // what they validate with Terraform configures no provider
      const shared = await isInstalled('terraform');
      const code = await (shared ? withSharedProvider(({ TF_REATTACH_PROVIDERS }) => test({ TF_REATTACH_PROVIDERS })) : test());
      const outcome = await readJest('unit', code);
      return postgres ? outcome : { ...outcome, skipped: [...outcome.skipped, 'database tests on PostgreSQL'] };
    } finally {
      await postgres?.stop();
    }
  },

  async infra(toolchain, { all }) {
    await ensurePrograms(['terraform-docs', 'amtool']);
    return await scriptTests(toolchain, 'infra', ['test', all ? '--all' : '--quick']);
  },

  async handbook(toolchain, { all }) {
    const quick = all ? [] : ['--quick'];
    return add([await scriptTests(toolchain, 'handbook', ['reproduce', ...quick]), await scriptTests(toolchain, 'handbook', ['run', ...quick])]);
  },

  async e2e(toolchain, { all }) {
    await ensureChromium();
    if (all) await ensureInstalled('redis-server', 'redis-server');
    await ensurePrograms(['atlantis', 'conftest']);
    return await browserTests(toolchain, 'e2e', all ? [] : withoutLong);
  },

  async install(toolchain) {
    await ensureChromium();
    return await browserTests(toolchain, 'install');
  },
};

/** Runs parts one after the other. */
async function runParts(names, toolchain, all) {
  const outcomes = [];
  for (const name of names) {
    say(`\n== ${name}`);
    const started = Date.now();
    const outcome = await parts[name](toolchain, { all });
    const seconds = Math.round((Date.now() - started) / 1000);
    say(`== ${name}: ${outcome.passed} passed, ${outcome.failed.length} failed, ${outcome.skipped.length} skipped in ${seconds} s`);
    outcomes.push(outcome);
  }
  return add(outcomes);
}

/** Runs all parts: `check` by itself, since it fails soonest, then two lanes. */
async function runEverything(toolchain, all) {
  const checked = await runParts(['check'], toolchain, all);
  // once, before two lanes want the same one
  await ensurePrograms(['terraform-docs', 'amtool', 'atlantis', 'conftest']);
  const others = Object.keys(parts).filter(name => name !== 'check' && name !== 'unit');
  const lanes = [['unit'], others].map(async names => {
    const outcomes = [];
    for (const name of names) outcomes.push(await lane.run(name, () => runParts([name], toolchain, all)));
    return add(outcomes);
  });
  return add([checked, ...(await Promise.all(lanes))]);
}

async function main() {
  const all = process.argv.includes('--all');
  const wanted = process.argv.slice(2).filter(name => name !== '--all');
  const unknown = wanted.find(name => !(name in parts));
  if (unknown) {
    throw new Problem(`There is no part ${unknown}.`, `script/test runs everything; its parts are ${Object.keys(parts).join(', ')}.`);
  }
  const toolchain = await ensureToolchain();
  await ensureDependencies(toolchain);
  await mkdir(results, { recursive: true });
  const total = wanted.length ? await runParts(wanted, toolchain, all) : await runEverything(toolchain, all);
  for (const name of total.skipped) say(`skipped: ${name}`);
  for (const name of total.failed) say(`failed: ${name}`);
  say(`${total.passed} passed, ${total.failed.length} failed, ${total.skipped.length} skipped`);
  process.exit(total.failed.length === 0 ? 0 : 1);
}

main().catch(fail);
