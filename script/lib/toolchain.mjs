/**
 * Node 22, Yarn and the dependencies. Backstage wants Node 22 (24 crashes its SQLite driver), so a machine with any
 * other Node gets its own copy from npm, once for all checkouts.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { alone } from './alone.mjs';
import { Problem, say, step } from './console.mjs';
import { cache, root } from './paths.mjs';
import { run } from './run.mjs';

const nodeVersion = '22.23.3';
const yarnVersion = '4.18.1';
const nodeHome = join(cache, 'node', nodeVersion);

const architectures = { x64: 'x64', arm64: 'arm64' };

function nodePackage() {
  const architecture = architectures[process.arch];
  const platform = { linux: 'linux', darwin: 'darwin' }[process.platform];
  if (!architecture || !platform) {
    throw new Problem(
      `There is no Node package for ${process.platform} on ${process.arch}.`,
      `Install Node ${nodeVersion} yourself and run the command with it.`,
    );
  }
  return `node-${platform === 'darwin' ? 'bin-darwin' : 'linux'}-${architecture}`;
}

async function ensureNode() {
  const name = nodePackage();
  const home = join(nodeHome, 'node_modules', name);
  const yarn = join(nodeHome, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js');
  if (!existsSync(join(home, 'bin', 'node')) || !existsSync(yarn)) {
    await step(`Installing Node ${nodeVersion} and Yarn ${yarnVersion}`, async () => {
      await mkdir(nodeHome, { recursive: true });
      await run('npm', [
        'install', '--prefix', nodeHome, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund',
        `${name}@${nodeVersion}`, `@yarnpkg/cli-dist@${yarnVersion}`,
      ]);
    });
  }
  return { node: join(home, 'bin', 'node'), headers: home, yarn };
}

/**
 * @typedef {object} Toolchain
 * @property {string} node path of Node 22
 * @property {NodeJS.ProcessEnv} env environment with that Node first, and its headers for native modules
 * @property {string} yarnProgram Yarn as a script for that Node
 * @property {(args: string[], options?: object) => Promise<string>} yarn runs Yarn in the checkout
 */

/** @returns {Promise<Toolchain>} */
export async function ensureToolchain() {
  const { node, headers, yarn } = await ensureNode();
  const env = {
    ...process.env,
    PATH: [dirname(node), join(cache, 'bin'), process.env.PATH].join(delimiter),
    npm_config_nodedir: headers,
  };
  return {
    node,
    env,
    yarnProgram: yarn,
    yarn: (args, options = {}) => run(node, [yarn, ...args], { cwd: root, env, ...options }),
  };
}

/** Installs the dependencies when `yarn.lock` or a package has changed since the last time. */
export async function ensureDependencies(toolchain) {
  const lock = await readFile(join(root, 'yarn.lock'));
  const manifest = await readFile(join(root, 'package.json'));
  const stamp = createHash('sha256').update(lock).update(manifest).digest('hex');
  const stampFile = join(root, 'node_modules', '.portal-install');
  const isInstalled = async () => (await readFile(stampFile, 'utf8').catch(() => '')) === stamp;
  if (await isInstalled()) return;
  const install = async () => {
    if (await isInstalled()) return;
    await step('Installing dependencies (a few minutes the first time)', async () => {
      await toolchain.yarn(['install', '--immutable']);
      await writeFile(stampFile, stamp);
    });
  };
  // two into one folder break each other
  await alone(join(root, '.portal', 'install.pid'), install, () => say('… Another script installs the dependencies'));
}
