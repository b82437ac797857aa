/**
 * One process of the AWS provider for all tests that mock it. Terraform starts the provider anew for each step of each run, and most of a
 * mocked run is that start: 39 runs took 27 s of processor time, and 4 s with a provider that was there already. A mock asks its provider
 * only for schemas and whether values fit them, and never configures it, so that any number of runs may share one.
 *
 * Terraform compares no versions with such a provider: {@link checkProviderVersions} does, once for everything.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Problem } from './console.mjs';
import { cleanEnvironment, terraform } from './infra-workspace.mjs';
import { warmPluginCache } from './terraform-cli.mjs';

/** A provider that has not said where it listens after this many milliseconds never will. */
const patience = 60_000;

/** A clean environment in which a test that slips past its mocks reaches nobody. */
export async function mockedEnvironment() {
  return { ...(await cleanEnvironment()), AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_EC2_METADATA_DISABLED: 'true', AWS_MAX_ATTEMPTS: '1' };
}

/** @returns {Promise<string>} what Terraform is to be told in TF_REATTACH_PROVIDERS */
function addressOf(provider) {
  return new Promise((resolve, reject) => {
    const printed = [];
    const give = reason => reject(new Problem(`The AWS provider did not start: ${reason}\n${printed.slice(-15).join('\n')}`, 'Mend what it says, then try again.'));
    const timer = setTimeout(() => give(`nothing after ${patience / 1000} s`), patience);
    provider.on('error', error => give(error.message));
    provider.on('close', code => give(`it ended with ${code}`));
    for (const stream of [provider.stdout, provider.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        printed.push(line);
        const address = /^\s*TF_REATTACH_PROVIDERS='(.*)'$/.exec(line)?.[1];
        if (!address) return;
        clearTimeout(timer);
        resolve(address);
      });
    }
  });
}

/**
 * Runs `work` with an environment in which Terraform talks to one provider that is already there. It ends with the work, and with this
 * process, if that is told to end.
 *
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws Problem when the provider does not start
 */
export async function withSharedProvider(work) {
  const env = await mockedEnvironment();
  const provider = spawn(await warmPluginCache(env), ['-debug'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => provider.kill('SIGKILL');
  process.once('exit', end);
  try {
    return await work({ ...env, TF_REATTACH_PROVIDERS: await addressOf(provider) });
  } finally {
    end();
    process.off('exit', end);
  }
}

/**
 * That every module and stack admits the provider that the tests have: Terraform resolves all their constraints together.
 *
 * @param {string} workspace a copy of infrastructure/
 * @param {string[]} directories such as `modules/rds`
 * @param {NodeJS.ProcessEnv} env of {@link withSharedProvider}; here Terraform looks for the provider itself
 * @throws TerraformError
 */
export async function checkProviderVersions(workspace, directories, { TF_REATTACH_PROVIDERS: _, ...env }) {
  const cwd = join(workspace, 'versions');
  const module = {};
  for (const [index, directory] of directories.entries()) {
    module[`m${index}`] = { source: `./${directory}` };
    await mkdir(join(cwd, directory), { recursive: true });
    await cp(join(workspace, directory, 'versions.tf'), join(cwd, directory, 'versions.tf'));
  }
  await writeFile(join(cwd, 'main.tf.json'), JSON.stringify({ module }));
  await terraform(['init', '-backend=false', '-no-color'], { cwd, env });
}
