/** Run by script/infra test. Real Terraform reads what is written, in directories of the test's own. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { terraformEnvironment } from './terraform-cli.mjs';

const run = promisify(execFile);
let home;

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'platform-cli-'));
});
after(() => rm(home, { recursive: true, force: true }));

/** An environment with a CLI configuration that is missing, as on a new machine. */
function fresh(more = {}) {
  return { PATH: process.env.PATH, HOME: home, XDG_CACHE_HOME: join(home, 'cache'), TF_CLI_CONFIG_FILE: join(home, 'missing'), ...more };
}

async function mirrorOf(name, ...providers) {
  const mirror = join(home, name);
  await mkdir(join(mirror, 'registry.terraform.io'), { recursive: true });
  for (const provider of providers) await mkdir(join(mirror, 'registry.terraform.io', provider), { recursive: true });
  return mirror;
}

test('takes from a named mirror what it holds, and the rest from the registry', async () => {
  const mirror = await mirrorOf('a "quoted" ${mirror}', 'hashicorp/aws', 'acme/tool');
  const additions = await terraformEnvironment(fresh({ PLATFORM_TERRAFORM_MIRROR: mirror }));
  const text = await readFile(additions.TF_CLI_CONFIG_FILE, 'utf8');
  const providers = '["registry.terraform.io/acme/tool", "registry.terraform.io/hashicorp/aws"]';
  assert.ok(text.includes(`include = ${providers}`) && text.includes(`exclude = ${providers}`), text);
});

test('writes a configuration that Terraform reads without a warning', async () => {
  const mirror = await mirrorOf('mirror', 'hashicorp/aws');
  const environment = fresh({ PLATFORM_TERRAFORM_MIRROR: mirror });
  const additions = await terraformEnvironment(environment);
  const { stdout, stderr } = await run('terraform', ['version'], { env: { ...environment, ...additions } });
  assert.doesNotMatch(stdout + stderr, /CLI configuration/);
});

test('keeps a working configuration and adds only a plugin cache', async () => {
  const own = join(home, 'own.tfrc');
  await writeFile(own, 'disable_checkpoint = true\n');
  const additions = await terraformEnvironment(fresh({ TF_CLI_CONFIG_FILE: own }));
  assert.equal(additions.TF_CLI_CONFIG_FILE, own);
  assert.match(additions.TF_PLUGIN_CACHE_DIR, /plugins$/);
});

test('leaves a plugin cache of the person’s own alone', async () => {
  const own = join(home, 'cached.tfrc');
  await writeFile(own, `plugin_cache_dir = "${home}"\n`);
  const additions = await terraformEnvironment(fresh({ TF_CLI_CONFIG_FILE: own }));
  assert.equal(additions.TF_PLUGIN_CACHE_DIR, undefined);
});

test('finds the configuration in the home directory and names it for children with another home', async () => {
  const other = await mkdtemp(join(home, 'home-'));
  await writeFile(join(other, '.terraformrc'), 'disable_checkpoint = true\n');
  const { TF_CLI_CONFIG_FILE: _, ...environment } = fresh({ HOME: other });
  const script = `import { terraformEnvironment } from ${JSON.stringify(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, 'terraform-cli.mjs'))};
    console.log((await terraformEnvironment()).TF_CLI_CONFIG_FILE);`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { env: environment });
  assert.equal(stdout.trim(), join(other, '.terraformrc'));
});

test('refuses a mirror that is none', async () => {
  await assert.rejects(terraformEnvironment(fresh({ PLATFORM_TERRAFORM_MIRROR: home })), /which has no folder registry\.terraform\.io/);
});
