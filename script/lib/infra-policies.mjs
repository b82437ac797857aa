/**
 * The policies on real plans: roots in which everything is right, and roots in which each resource breaks the rule that its name
 * begins with, and no other. Those that end in `-dev` are judged as plans of dev, the others as plans of production.
 */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from './console.mjs';
import { load, readYaml } from './infra-contracts.mjs';
import { withEmulator } from './infra-emulator.mjs';
import { conftest, findingsOfFile, placeOfService } from './infra-findings.mjs';
import { listModules } from './infra-modules.mjs';
import { between } from './infra-overview.mjs';
import { checkPolicySettings } from './infra-policy-settings.mjs';
import { checkWaivers } from './infra-policy-waivers.mjs';
import { cleanEnvironment, infrastructure, terraform } from './infra-workspace.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { isInstalled } from './tools.mjs';

const policies = join(infrastructure, 'policies');
const moduleData = join(policies, 'data', 'modules.json');
const readme = join(policies, 'README.md');

/** Releases that the example roots call. */
const exampleReleases = ['common-tags/v1.0.0', 'common-tags/v1.1.0', 'rds/v1.0.0', 'rds/v2.0.0'];

/**
 * Deprecated ranges of the modules that have some, as comparators: Rego compares versions but reads no ranges. A module without any is left
 * out, so that beginning one changes no file that others change.
 */
async function modulesText() {
  const { default: semver } = await load('semver');
  const modules = {};
  for (const name of await listModules()) {
    const { deprecated = [] } = await readYaml(join(infrastructure, 'modules', name, 'module.yaml'));
    if (deprecated.length === 0) continue;
    modules[name] = {
      deprecated: deprecated.map(({ range, reason }) => {
        const { set } = new semver.Range(range);
        if (set.length !== 1) throw new Error(`modules/${name}/module.yaml: write ${range} as two ranges, one beside the other.`);
        return {
          range,
          reason,
          comparators: set[0].map(comparator => ({ operator: comparator.operator || '=', version: comparator.semver.version })),
        };
      }),
    };
  }
  return `${JSON.stringify({ modules }, undefined, 2)}\n`;
}

/** The rules themselves, as the files say them. */
async function readRules() {
  const directory = join(policies, 'policy', 'rules');
  const rules = [];
  for (const file of (await readdir(directory)).sort()) {
    const text = await readFile(join(directory, file), 'utf8');
    const slug = /^package platform\.rules\.(\w+)$/m.exec(text)?.[1];
    const object = /^rule := (\{[\s\S]*?^\})$/m.exec(text)?.[1];
    if (slug !== file.replace('.rego', '') || !object) throw new Error(`policies/policy/rules/${file} needs its own package and a rule.`);
    rules.push({ slug, ...JSON.parse(object.replace(/,(\s*\})/, '$1')) });
  }
  return rules.sort((left, right) => (left.id < right.id ? -1 : 1));
}

async function readmeText() {
  const is = await readFile(readme, 'utf8');
  const rows = (await readRules()).map(
    ({ id, slug, title, severity, why, fix }) => `| [${id}](policy/rules/${slug}.rego) | ${title} | ${severity} | ${why} | ${fix} |`,
  );
  const table = ['| Rule | What | Severity | Why | How to mend it |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
  return { is, should: between(is, 'RULES', table, 'infrastructure/policies/README.md') };
}

/** Writes what is generated: the modules' deprecated ranges and the table of rules. */
export async function writePolicyDocuments() {
  await writeFile(moduleData, await modulesText());
  await writeFile(readme, (await readmeText()).should);
}

async function checkDocuments() {
  if ((await readFile(moduleData, 'utf8')) !== (await modulesText())) {
    throw new Error('policies/data/modules.json is behind a module.yaml. Run script/infra docs.');
  }
  const { is, should } = await readmeText();
  if (is !== should) throw new Error('The table in policies/README.md is behind the rules. Run script/infra docs.');
}

/**
 * A repository with the releases that the examples call, made from this checkout's history; `main` is what is checked out.
 *
 * @returns {Promise<Record<string, string>>} environment in which git finds it under the organisation's address
 */
async function centralEnvironment(directory) {
  const bare = join(directory, 'central.git');
  await run('git', ['clone', '--quiet', '--bare', '--no-tags', root, bare]);
  const git = args => run('git', ['-C', bare, ...args]);
  const head = (await git(['rev-parse', 'HEAD'])).trim();
  await git(['update-ref', 'refs/heads/main', head]);
  for (const tag of exampleReleases) {
    const [module, version] = tag.split('/v');
    const log = await git(['log', '--reverse', '--format=%H', `-S## [${version}]`, head, '--', `infrastructure/modules/${module}/CHANGELOG.md`]);
    await git(['update-ref', `refs/tags/${tag}`, log.trim().split('\n')[0]]);
  }
  const addresses = [
    'https://github.com/connectly/platform.git',
    'https://github.com/elsewhere/platform.git',
    'https://forge.example.com/connectly/platform.git',
  ];
  return {
    GIT_CONFIG_COUNT: String(addresses.length),
    ...Object.fromEntries(
      addresses.flatMap((address, index) => [
        [`GIT_CONFIG_KEY_${index}`, `url.${bare}.insteadOf`],
        [`GIT_CONFIG_VALUE_${index}`, address],
      ]),
    ),
  };
}

/** Gives what conftest finds in a plan of a directory, in an environment. */
async function judge(cwd, env, { environment, variables = [] }) {
  await terraform(['plan', '-no-color', '-input=false', '-out=plan.bin', ...variables], { cwd, env });
  await writeFile(join(cwd, 'plan.json'), await terraform(['show', '-json', 'plan.bin'], { cwd, env }));
  return findingsOfFile(join(cwd, 'plan.json'), placeOfService(environment));
}

/** The name of a resource, module or provider, without the path to it. */
const nameIn = address => /^module\.(\w+)/.exec(address)?.[1] ?? address.split('.').at(-1).replace(/\[.*$/, '');

async function checkPassing(cwd, env, environment) {
  const findings = await judge(cwd, env, { environment });
  if (findings.length > 0) throw new Error(findings.map(finding => finding.msg).join('\n'));
}

/** Gives the rules that were broken. */
async function checkFailing(cwd, env, { environment, rules }) {
  const findings = await judge(cwd, env, { environment });
  const astray = findings.filter(({ addresses, slug }) => !addresses.every(address => nameIn(address).startsWith(slug)));
  if (astray.length > 0) throw new Error(`Found what was not meant:\n${astray.map(finding => finding.msg).join('\n')}`);
  const found = new Set(findings.flatMap(finding => finding.addresses).flatMap(address => [address, ...(address.startsWith('module.') ? [`module.${nameIn(address)}`] : [])]));
  const { resource_changes: changes, configuration } = JSON.parse(await readFile(join(cwd, 'plan.json'), 'utf8'));
  const meant = [
    ...changes.map(change => change.address).filter(address => !address.startsWith('module.')),
    ...Object.keys(configuration.root_module.module_calls ?? {}).map(name => `module.${name}`),
  ].filter(address => rules.some(rule => nameIn(address).startsWith(rule.slug)));
  const missed = meant.filter(address => !found.has(address));
  if (missed.length > 0) throw new Error(`Not found: ${missed.join(', ')}.`);
  for (const { msg } of findings) {
    if (!/^POL-\d{3} (\S+|in \d+ places): .+\. Fix: .+/.test(msg)) throw new Error(`Names no resource or no fix: ${msg}`);
  }
  return findings.map(finding => finding.rule);
}

/** What only a plan over something that exists shows. */
async function checkDestructive(source) {
  await withEmulator(async ({ workspace, env }) => {
    const cwd = join(workspace, 'destructive');
    await cp(source, cwd, { recursive: true });
    await terraform(['init', '-no-color'], { cwd, env });
    for (const [environment, expected] of [
      ['prod', ['aws_dynamodb_table.destructive_change_replaced', 'aws_secretsmanager_secret.destructive_change_deleted[0]']],
      ['dev', []],
    ]) {
      const variables = generation => [`-var=environment=${environment}`, `-var=generation=${generation}`, `-state=${environment}.tfstate`];
      await terraform(['apply', '-auto-approve', '-no-color', ...variables(1)], { cwd, env });
      const findings = await judge(cwd, env, { environment, variables: variables(2) });
      const found = findings.filter(finding => finding.slug === 'destructive_change').flatMap(finding => finding.addresses);
      if (found.sort().join() !== expected.sort().join()) throw new Error(`In ${environment}: found ${found.join(', ') || 'nothing'}.`);
    }
  });
}

/** @param {import('./infra-tally.mjs').Tally} tally */
export async function testPolicies(tally) {
  const started = Date.now();
  const missing = (await Promise.all(['terraform', 'go'].map(async name => ((await isInstalled(name)) ? [] : [name])))).flat();
  if (missing.length > 0) {
    tally.skip(`policies (${missing.join(' and ')} missing)`);
    return;
  }
  const sources = [join(policies, 'policy'), join(policies, 'tests')];
  await tally.check('policies: format', () => conftest(['fmt', '--check', ...sources]));
  await tally.check('policies: documents', checkDocuments);
  await tally.check('policies: waivers', () => checkWaivers());
  await tally.check('policies: settings', () => checkPolicySettings());
  await tally.check('policies: unit tests', () =>
    conftest(['verify', '--policy', sources[0], '--policy', sources[1], '--data', join(policies, 'data')]),
  );
  const rules = await readRules();
  const directory = await mkdtemp(join(tmpdir(), 'platform-policies-'));
  try {
    await cp(join(policies, 'examples'), directory, { recursive: true });
    const env = {
      ...(await cleanEnvironment()),
      ...(await centralEnvironment(directory)),
      // nothing is asked, but the provider does not begin without
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const broken = [];
    for (const environment of ['prod', 'dev']) {
      for (const [kind, check] of [
        ['passing', cwd => checkPassing(cwd, env, environment)],
        ['failing', async cwd => broken.push(...(await checkFailing(cwd, env, { environment, rules })))],
      ]) {
        const name = environment === 'prod' ? kind : `${kind}-${environment}`;
        await tally.check(`policies: ${name} examples`, async () => {
          await terraform(['init', '-no-color'], { cwd: join(directory, name), env });
          await check(join(directory, name));
        });
      }
    }
    await tally.check('policies: an example that breaks each rule', async () => {
      const absent = rules.filter(rule => rule.slug !== 'destructive_change' && !broken.includes(rule.id));
      if (absent.length > 0) throw new Error(`There is none of ${absent.map(rule => rule.slug).join(', ')}.`);
    });
    if (await isInstalled('python3')) {
      await tally.check('policies: destructive changes', () => checkDestructive(join(directory, 'destructive')));
    } else tally.skip('policies: destructive changes (python3 missing)');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  say(`${tally.mark('policies')} policies ${((Date.now() - started) / 1000).toFixed(1)} s`);
}
