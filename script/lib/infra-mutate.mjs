/**
 * `script/infra mutate`: whether the tests and policies would notice if somebody took a protection away. Each mutant is tried with
 * the tests of its module or stack, and then, if they saw nothing, with the policies on the plans that those tests make.
 */
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { say } from './console.mjs';
import { environmentTest, variableFiles } from './infra-environments.mjs';
import { findingsIn, placeOfStack } from './infra-findings.mjs';
import { derivedTest, Guards, writeDerivedTest } from './infra-guards.mjs';
import { mutantsOf } from './infra-mutations.mjs';
import { withSharedProvider } from './infra-provider.mjs';
import { checkBackend, checkBuckets } from './infra-stacks.mjs';
import { runTest } from './infra-test-run.mjs';
import { copyInfrastructure, inParallel, terraform } from './infra-workspace.mjs';

/** Part of the mutants that must be noticed. */
const goal = 0.95;
/** Mutants that are no valid Terraform, as a part of those that are: with more, the figures would say little. */
const invalidAtMost = 0.1;
const lanes = 2;

/**
 * A run over everything tries so many of each kind, evenly spread: enough to notice where tests are thin, in minutes. Of rules few,
 * since `script/infra test` asks as many bad values of a variable as it has rules.
 */
const samples = { protection: 155, rule: 25 };

/**
 * Runs `terraform test` until something fails.
 *
 * @returns {Promise<'passed' | 'failed' | 'invalid'>} `invalid` when the configuration itself is refused: nobody would merge that
 */
async function runUntilFailure(directory, env, args, { onPlan, onState } = {}) {
  let verdict = 'passed';
  // a test that applies what `prevent_destroy` holds cannot tidy up: Terraform ends with 1 after all runs have passed
  let finished = false;
  await runTest(directory, {
    env,
    args,
    onEvent: event => {
      if (event.type === 'test_plan') onPlan?.(event.test_plan);
      if (event.type === 'test_state') onState?.(event.test_state);
      if (event.type === 'test_summary') finished = true;
      if (event.type === 'test_run' && ['fail', 'error'].includes(event.test_run.status)) verdict = 'failed';
      else if (event.type === 'diagnostic' && event.diagnostic.severity === 'error' && !event['@testfile']) verdict = 'invalid';
      return verdict === 'passed' ? undefined : 'stop';
    },
  });
  return verdict === 'passed' && !finished ? 'invalid' : verdict;
}

/** The files in which a mutant is noticed soonest come first: most end there. */
async function testFiles(directory, mutated) {
  const files = (await readdir(join(directory, 'tests'))).filter(name => name.endsWith('.tftest.hcl') && `tests/${name}` !== derivedTest);
  const likely = mutated === 'variables.tf' ? ['validation', 'rules', 'unit'] : ['unit', 'secure_defaults', 'contract', 'validation'];
  const rank = name => {
    const found = likely.findIndex(word => name.startsWith(word));
    return found < 0 ? likely.length : found;
  };
  return files.sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

/** The values that `script/infra test` gives: a stack's tests start from those of an environment, a module's from none. */
const valuesOf = (part, environment) => (part === 'stacks' ? variableFiles(environment) : []);

/** Runs one of a stack's tests, and compares what it tells of the stack's guards. */
async function tryGuards(directory, env, args, gather) {
  const guards = new Guards();
  const verdict = await runUntilFailure(directory, env, [...args, '-verbose'], gather(guards));
  return verdict === 'passed' && (await guards.behind(directory)).length > 0 ? 'guard' : verdict;
}

/** Applies a stack on mocks: the rules that all stacks share, and what guards it. */
const tryApplied = (directory, env) =>
  tryGuards(directory, env, [`-filter=${derivedTest}`, ...variableFiles('dev')], guards => ({ onState: state => guards.applied(state) }));

/** Plans a stack for another environment than dev. */
const tryPlanned = (directory, env, environment) =>
  tryGuards(directory, env, [`-filter=${environmentTest}`, ...variableFiles(environment)], guards => ({
    onPlan: plan => (environment === 'prod' ? guards.planned(plan) : undefined),
  }));

/** What no test of Terraform's sees: a backend, and the policies of production's buckets. */
async function tryFiles(directory) {
  try {
    await checkBackend(basename(directory), directory);
    await checkBuckets(basename(directory), directory);
    return 'passed';
  } catch {
    return 'failed';
  }
}

/**
 * Everything that `script/infra test` tries of a module or stack, until something fails. What is written down of a stack's guards
 * comes after its tests, so that it is known which mutants those do not notice. Bad values of variables come last where the mutant is
 * in another file: they take longest, and tell of variables.
 */
async function tryTests({ directory, part }, env, mutated) {
  const files = await testFiles(directory, mutated);
  const isLate = file => mutated !== 'variables.tf' && /^(rules|validation)/.test(file);
  const attempt = file => () => runUntilFailure(directory, env, [`-filter=tests/${file}`, ...valuesOf(part, 'dev')]);
  const attempts = files.filter(file => !isLate(file)).map(attempt);
  if (part === 'stacks') {
    const guarded = [() => tryPlanned(directory, env, 'prod'), () => tryApplied(directory, env), () => tryPlanned(directory, env, 'stg')];
    attempts.unshift(() => tryFiles(directory));
    attempts.push(...guarded);
  }
  attempts.push(...files.filter(isLate).map(attempt));
  for (const next of attempts) {
    const verdict = await next();
    if (verdict !== 'passed') return verdict;
  }
  return 'passed';
}

/** What the policies find in the plans that the tests of a directory make. */
async function findingsOf({ directory, part }, env) {
  const plans = [];
  await runUntilFailure(directory, env, ['-verbose', ...valuesOf(part, 'dev')], { onPlan: ({ provider_schemas: _, ...plan }) => plans.push(plan) });
  const placeOf = plan => (part === 'stacks' ? placeOfStack(basename(directory), plan.variables?.environment?.value) : undefined);
  const findings = await findingsIn(plans.map(plan => ({ name: directory, plan, place: placeOf(plan) })));
  return new Set(findings.map(({ msg }) => msg));
}

/** Every mutant of the chosen modules and stacks, in the order of files. */
async function listMutants(workspace, chosen) {
  const mutants = [];
  for (const [part, names] of Object.entries(chosen)) {
    for (const name of names) {
      const directory = join(part, name);
      const files = (await readdir(join(workspace, directory))).filter(file => file.endsWith('.tf')).sort();
      for (const file of files) {
        const text = await readFile(join(workspace, directory, file), 'utf8');
        for (const mutant of mutantsOf(file, text)) mutants.push({ part, directory, file, original: text, ...mutant });
      }
    }
  }
  return mutants;
}

async function makeLanes(directory, chosen, env) {
  const first = join(directory, 'lane-0');
  await copyInfrastructure(first);
  const roots = Object.entries(chosen).flatMap(([part, names]) => names.map(name => join(first, part, name)));
  await inParallel(roots, lanes, async cwd => {
    await terraform(['init', '-backend=false', '-no-color'], { cwd, env });
    if (existsSync(join(cwd, environmentTest))) await writeDerivedTest(cwd);
  });
  const made = [first];
  for (let lane = 1; lane < lanes; lane += 1) {
    made.push(join(directory, `lane-${lane}`));
    await cp(first, made[lane], { recursive: true, verbatimSymlinks: true });
  }
  return made;
}

async function tryMutant(lane, mutant, { env, baselines }) {
  const place = { directory: join(lane, mutant.directory), part: mutant.part };
  const file = join(place.directory, mutant.file);
  await writeFile(file, mutant.text);
  try {
    const verdict = await tryTests(place, env, mutant.file);
    if (verdict !== 'passed') return verdict;
    const found = await findingsOf(place, env);
    await writeFile(file, mutant.original);
    if (!baselines.has(mutant.directory)) baselines.set(mutant.directory, findingsOf(place, env));
    const known = await baselines.get(mutant.directory);
    return [...found].some(message => !known.has(message)) ? 'policy' : 'survived';
  } finally {
    await writeFile(file, mutant.original);
  }
}

/**
 * A module or stack whose tests fail as it stands notices every mutant, for the wrong reason.
 *
 * @returns {Promise<boolean>} whether the tests of all of them pass
 */
async function checkUnchanged(workspace, chosen, { env, tally }) {
  say('The tests of each module and stack, without any mutant');
  const roots = Object.entries(chosen).flatMap(([part, names]) => names.map(name => ({ part, name, directory: join(workspace, part, name) })));
  const sound = [];
  await inParallel(roots, lanes, async ({ part, name, directory }) => {
    sound.push(
      await tally.check(`mutants: the tests of ${part}/${name} pass without any`, async () => {
        const verdict = await tryTests({ directory, part }, env, undefined);
        if (verdict !== 'passed') throw new Error(`They are ${verdict}. See script/infra test ${name}.`);
      }),
    );
  });
  return !sound.includes(false);
}

/** `count` of them, evenly spread. */
const spread = (all, count) => {
  const stride = Math.max(1, all.length / count);
  return Array.from({ length: Math.floor(all.length / stride) }, (_, index) => all[Math.floor(index * stride)]);
};

/** Tries them in copies below `directory`, and counts in the tally whether enough were noticed. */
async function tryMutants(directory, chosen, { env, tally, whole, tested }) {
  const [...workspaces] = await makeLanes(directory, chosen, env);
  if (!tested && !(await checkUnchanged(workspaces[0], chosen, { env, tally }))) return;
  const all = await listMutants(workspaces[0], chosen);
  const ofKind = kind => all.filter(mutant => mutant.kind === kind);
  const mutants = whole ? Object.entries(samples).flatMap(([kind, count]) => spread(ofKind(kind), count)) : all;
  say(`${mutants.length} of ${all.length} mutants`);
  // what is of no resource is counted by itself: half of what noticed it would say little of protections
  const groupOf = ({ kind, part }) => (kind === 'rule' ? 'rules' : part);
  const groups = [...new Set(mutants.map(groupOf))];
  const counts = Object.fromEntries(groups.map(group => [group, { failed: 0, guard: 0, policy: 0, survived: 0, invalid: 0 }]));
  const survivors = [];
  const baselines = new Map();
  let done = 0;
  await inParallel(mutants, lanes, async mutant => {
    const lane = workspaces.pop();
    const verdict = await tryMutant(lane, mutant, { env, baselines });
    workspaces.push(lane);
    counts[groupOf(mutant)][verdict] += 1;
    done += 1;
    if (verdict === 'survived') {
      const where = `${mutant.directory}/${mutant.file}:${mutant.line} ${mutant.what}`;
      survivors.push({ group: groupOf(mutant), where });
      say(`  survived: ${where}`);
    }
    if (done % 25 === 0) say(`  ${done} of ${mutants.length} mutants`);
  });
  for (const group of groups) {
    const { failed, guard, policy, survived, invalid } = counts[group];
    const noticed = failed + guard + policy;
    const valid = noticed + survived;
    say(
      `${group}: ${noticed} of ${valid} mutants noticed, ${failed} by tests, ${guard} by what is written down of guards, ${policy} by policies; ` +
        `${invalid} were no valid Terraform`,
    );
    await tally.check(`mutants of ${group}: at least ${goal * 100} of 100 are noticed`, async () => {
      const left = survivors.filter(survivor => survivor.group === group).map(({ where }) => where).sort();
      if (valid === 0 || survived > valid * (1 - goal)) throw new Error(`Noticed ${noticed} of ${valid}. Not noticed:\n${left.join('\n')}`);
      if (invalid > valid * invalidAtMost) throw new Error(`${invalid} mutants were refused before any test ran, beside ${valid} that were tried.`);
    });
  }
}

/**
 * @param {{ modules: string[], stacks: string[] }} chosen
 * @param {{ tally: import('./infra-tally.mjs').Tally, whole: boolean, tested: boolean }} options the tally gets a check for modules
 *   and one for stacks: that enough mutants were noticed; with `whole`, a sample of them is tried; `tested` says that all tests passed
 *   just now, and need not be tried without a mutant first
 */
export async function mutate(chosen, options) {
  const directory = await mkdtemp(join(tmpdir(), 'platform-mutate-'));
  try {
    await withSharedProvider(env => tryMutants(directory, chosen, { ...options, env }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
