/**
 * Where Terraform finds its providers: one place for every script, for the tests and for Atlantis.
 *
 * A person's working CLI configuration is kept. Otherwise a configuration of our own is written to the cache directory: it
 * takes from a filesystem mirror what the mirror holds (a folder with `registry.terraform.io/` in it, one level under the
 * usual roots of a system, or named by PLATFORM_TERRAFORM_MIRROR) and the rest from the registry.
 *
 * Terraform's plugin cache is not safe for parallel inits while it is being filled, so callers that run several at once
 * call {@link warmPluginCache} first. A filled cache is only linked from, which is safe.
 */
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const REGISTRY = 'registry.terraform.io';
const SYSTEM_ROOTS = ['/opt', '/usr/share', '/usr/lib', '/usr/local', '/usr/local/share', '/usr/local/lib', '/var/lib', '/srv'];
const REGISTRY_TIMEOUT_MILLISECONDS = 5000;

/** Neither a mirror nor the registry has providers. The message says what to do. */
export class TerraformProvidersUnavailableError extends Error {
  constructor() {
    super(
      `Terraform's providers cannot be had: ${REGISTRY} does not answer, and no filesystem mirror was found. ` +
        `Name a mirror (the folder that holds ${REGISTRY}/) in PLATFORM_TERRAFORM_MIRROR, or allow access to the registry.`,
    );
    this.name = 'TerraformProvidersUnavailableError';
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function subdirectories(path) {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  return entries.filter(entry => entry.isDirectory() || entry.isSymbolicLink()).map(entry => entry.name);
}

/** Our cache directory: XDG's, or `~/.cache`. */
function cacheDirectory(environment) {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'connectly-portal', 'terraform');
}

/** The CLI configuration that Terraform would read by itself, if that file is really there. */
async function workingConfiguration(environment) {
  const named = environment.TF_CLI_CONFIG_FILE ?? environment.TERRAFORM_CONFIG;
  const path = named || join(homedir(), '.terraformrc');
  return (await exists(path)) ? path : undefined;
}

/**
 * The folder that holds `registry.terraform.io/`, or undefined.
 *
 * @throws Error when PLATFORM_TERRAFORM_MIRROR names a folder that is no mirror: a wrong setting must not be passed over.
 */
export async function findProviderMirror(environment = process.env) {
  const named = environment.PLATFORM_TERRAFORM_MIRROR;
  if (named) {
    if (!(await exists(join(named, REGISTRY)))) {
      throw new Error(`PLATFORM_TERRAFORM_MIRROR names ${named}, which has no folder ${REGISTRY}/ in it.`);
    }
    return named;
  }
  for (const root of SYSTEM_ROOTS) {
    for (const name of (await subdirectories(root)).sort()) {
      if (await exists(join(root, name, REGISTRY))) {
        return join(root, name);
      }
    }
  }
  return undefined;
}

/** Addresses of the providers in a mirror, such as `registry.terraform.io/hashicorp/aws`. */
async function mirroredProviders(mirror) {
  const addresses = [];
  for (const namespace of await subdirectories(join(mirror, REGISTRY))) {
    for (const type of await subdirectories(join(mirror, REGISTRY, namespace))) {
      addresses.push(`${REGISTRY}/${namespace}/${type}`);
    }
  }
  return addresses.sort();
}

async function registryAnswers() {
  try {
    const response = await fetch(`https://${REGISTRY}/.well-known/terraform.json`, {
      signal: AbortSignal.timeout(REGISTRY_TIMEOUT_MILLISECONDS),
    });
    return response.ok;
  } catch {
    return false;
  }
}

/** JSON's escapes are HCL's; only template openers need more. */
function hclString(text) {
  return JSON.stringify(text).replaceAll('${', '$${').replaceAll('%{', '%%{');
}

function configurationFor({ mirror, providers, pluginCache }) {
  const list = providers.map(hclString).join(', ');
  const installation = mirror
    ? `
provider_installation {
  filesystem_mirror {
    path    = ${hclString(mirror)}
    include = [${list}]
  }
  direct {
    exclude = [${list}]
  }
}
`
    : '';
  return `# Written by script/lib/terraform-cli.mjs.
plugin_cache_dir                            = ${hclString(pluginCache)}
plugin_cache_may_break_dependency_lock_file    = true
disable_checkpoint                          = true
${installation}`;
}

/** Writes by rename, so that a Terraform that starts now never reads half a file. */
async function writeWhole(path, text) {
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) {
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.${Date.now()}`;
  await writeFile(draft, text);
  await rename(draft, path);
}

/**
 * Environment variables to add when starting Terraform (or Atlantis, which starts it).
 *
 * @param environment - the environment to start from; its working settings are kept
 * @returns additions only: spread them over `environment`
 * @throws TerraformProvidersUnavailableError when neither a mirror nor the registry answers
 */
export async function terraformEnvironment(environment = process.env) {
  const pluginCache = environment.TF_PLUGIN_CACHE_DIR || join(cacheDirectory(environment), 'plugins');
  await mkdir(pluginCache, { recursive: true });
  const additions = { CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', TF_INPUT: '0' };

  const working = await workingConfiguration(environment);
  if (working) {
    // Named, because whoever is started with another home directory would not find it.
    additions.TF_CLI_CONFIG_FILE = working;
    const text = await readFile(working, 'utf8');
    if (/^\s*plugin_cache_dir\s*=/m.test(text)) {
      return additions;
    }
    return {
      ...additions,
      TF_PLUGIN_CACHE_DIR: pluginCache,
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
    };
  }

  const mirror = await findProviderMirror(environment);
  const providers = mirror ? await mirroredProviders(mirror) : [];
  if (providers.length === 0 && !(await registryAnswers())) {
    throw new TerraformProvidersUnavailableError();
  }
  const file = join(cacheDirectory(environment), 'cli.tfrc');
  await writeWhole(file, configurationFor({ mirror: providers.length > 0 ? mirror : undefined, providers, pluginCache }));
  return {
    ...additions,
    TF_CLI_CONFIG_FILE: file,
    TF_PLUGIN_CACHE_DIR: pluginCache,
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
  };
}

/**
 * Fills the plugin cache once, so that any number of `terraform init` may run side by side afterwards.
 *
 * @param environment - the whole environment, {@link terraformEnvironment}'s additions included
 * @param constraint - version constraint of hashicorp/aws, the only provider of this repository
 * @returns where its program is
 */
export async function warmPluginCache(environment, constraint = '>= 5.100, < 6.0') {
  const directory = await mkdtemp(join(tmpdir(), 'platform-terraform-'));
  try {
    const configuration = {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: constraint } } },
    };
    await writeFile(join(directory, 'main.tf.json'), JSON.stringify(configuration));
    await run('terraform', ['init', '-backend=false', '-input=false', '-no-color'], { cwd: directory, env: environment });
    const installed = join(directory, '.terraform', 'providers', REGISTRY, 'hashicorp', 'aws');
    const program = (await readdir(installed, { recursive: true })).find(name => /\/terraform-provider-aws[^/]*$/.test(name));
    return await realpath(join(installed, program));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
