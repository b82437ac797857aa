/**
 * Terraform runs in copies of infrastructure/, never in the checkout: two runs do not disturb each other, and nothing is left
 * behind. The environment is cleaned first, so that no setting or credential of the machine takes part.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { say } from './console.mjs';
import { root } from './paths.mjs';
import { terraformEnvironment, warmPluginCache } from './terraform-cli.mjs';

export const infrastructure = join(root, 'infrastructure');

/** Variables that would change what Terraform does, or let it reach a real account. */
const removed = /^(AWS_|TF_(VAR_|CLI_ARGS|DATA_DIR|WORKSPACE|LOG|REATTACH_PROVIDERS))/;

let said = false;

/** What somebody means by signing in to an account: they are told that it is not used. */
const meant = /^(AWS_(ACCESS_KEY_ID|PROFILE|ROLE_ARN|ENDPOINT_URL)|TF_(VAR_|CLI_ARGS|WORKSPACE|REATTACH_PROVIDERS))/;

/** An environment without AWS settings and credentials, and without what changes Terraform's arguments. */
export function withoutRealAws(environment) {
  const names = Object.keys(environment).filter(name => meant.test(name));
  if (names.length > 0 && !said) {
    say(`Only the emulator is used: ${names.sort().join(', ')} of this machine ${names.length > 1 ? 'are' : 'is'} left out.`);
    said = true;
  }
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !removed.test(name)));
}

/**
 * How far the memory of Terraform and its providers grows before they look for what can be freed. Almost all that they hold is the AWS
 * provider's schemas, which stay: at Go's 100, a third of a mocked run's processor time went into looking (7.4 s, 5.3 s at 400), and more
 * than 400 saves nothing further. A run takes 450 MB then, and 230 MB before.
 */
const garbageCollection = { GOGC: '400' };

/** The environment without the machine's AWS settings, with Terraform's providers. */
export async function cleanEnvironment() {
  const kept = withoutRealAws(process.env);
  const env = { ...garbageCollection, ...kept, ...(await terraformEnvironment(kept)) };
  await warmPluginCache(env);
  return env;
}

/** Copies what Terraform reads to `directory`, without what it left there. */
export async function copyInfrastructure(directory) {
  for (const part of ['modules', 'stacks', 'environments', 'services', 'emulator/seed']) {
    if (!existsSync(join(infrastructure, part))) continue;
    const target = join(directory, part);
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    await cp(join(infrastructure, part), target, {
      recursive: true,
      filter: source => !['.terraform', '.terraform.lock.hcl'].includes(basename(source)) && !/\.tfstate/.test(source),
    });
  }
}

/** Runs `work` with a copy of infrastructure/ that is removed afterwards. */
export async function withWorkspace(work) {
  const directory = await mkdtemp(join(tmpdir(), 'platform-infra-'));
  try {
    await copyInfrastructure(directory);
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Terraform ended with anything but 0. */
export class TerraformError extends Error {
  /** Everything that it printed. */
  output;

  constructor(args, output) {
    const start = Math.max(0, output.search(/^(Error: |╷)/m));
    super(`terraform ${args[0]}: ${output.slice(start, start + 3000).trim()}`);
    this.name = 'TerraformError';
    this.output = output;
  }
}

/**
 * Runs Terraform in `cwd` and gives what it printed.
 *
 * @throws TerraformError
 */
export function terraform(args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    execFile('terraform', args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error) reject(new TerraformError(args, `${stdout}${stderr}` || error.message));
      else resolve(stdout);
    });
  });
}

/** Works on `items`, at most `width` at once, in their order. */
export async function inParallel(items, width, work) {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: width }, lane));
}
