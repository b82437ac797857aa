/**
 * The built portal: web app and backend bundle, unpacked where one plain Node process runs them. Built again only
 * when a source has changed, so that the second start takes seconds.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { step } from './console.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Directories of the packages that the bundle is made from: the app, the backend, and those of this checkout that they need. */
async function bundledPackages() {
  const packages = new Map();
  for (const folder of ['packages', 'plugins']) {
    for (const name of await readdir(join(root, folder))) {
      const text = await readFile(join(root, folder, name, 'package.json'), 'utf8').catch(() => undefined);
      if (text !== undefined) packages.set(JSON.parse(text).name, { directory: join(folder, name), manifest: JSON.parse(text) });
    }
  }
  const found = new Set();
  const add = name => {
    const known = packages.get(name);
    if (!known || found.has(known.directory)) return;
    found.add(known.directory);
    Object.keys(known.manifest.dependencies ?? {}).forEach(add);
  };
  ['app', 'backend'].forEach(add);
  return [...found].sort();
}

async function sourceFiles(directory) {
  const entries = await readdir(directory, { withFileTypes: true });
  const nested = await Promise.all(
    entries.map(entry => {
      if (['node_modules', 'dist', 'dist-types', 'coverage'].includes(entry.name)) return [];
      const path = join(directory, entry.name);
      return entry.isDirectory() ? sourceFiles(path) : [path];
    }),
  );
  return nested.flat();
}

/** Everything that the bundle is made from; the configuration says which packages the app shows. */
export async function bundledFiles() {
  const lists = await Promise.all((await bundledPackages()).map(path => sourceFiles(join(root, path))));
  const sources = lists.flat().filter(path => !/\.test\.tsx?$/.test(path));
  return [...sources.sort(), ...['yarn.lock', 'app-config.yaml'].map(name => join(root, name))];
}

/** One digest over all of them. */
async function sourceDigest() {
  const hash = createHash('sha256');
  for (const file of await bundledFiles()) {
    hash.update(file.slice(root.length)).update('\0').update(await readFile(file)).update('\0');
  }
  return hash.digest('hex');
}

/** The bundle holds our packages built; they must win over the sources that the workspace links to. */
async function linkWorkspacePackages(directory) {
  for (const folder of ['packages', 'plugins']) {
    const base = join(directory, folder);
    if (!existsSync(base)) continue;
    for (const name of await readdir(base)) {
      const manifest = JSON.parse(await readFile(join(base, name, 'package.json'), 'utf8'));
      const link = join(directory, 'node_modules', manifest.name);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(base, name), link);
    }
  }
}

/**
 * Builds what is out of date.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @returns {Promise<string>} the directory to run `node packages/backend` in
 */
export async function ensureBuild(toolchain) {
  const directory = join(root, '.portal', 'build');
  const stampFile = join(directory, '.digest');
  const digest = await sourceDigest();
  const last = await readFile(stampFile, 'utf8').catch(() => '');
  if (last === digest) return directory;
  await mkdir(join(root, '.portal'), { recursive: true });
  const log = join(root, '.portal', 'build.log');
  const options = { log, env: { ...toolchain.env, NODE_ENV: 'production' } };
  // the portal puts this machine's own configuration into the page when it serves it, so the build must not read any
  const configuration = ['--config', join(root, 'app-config.yaml')];
  await step('Building the web app', () => toolchain.yarn(['workspace', 'app', 'build', ...configuration], options));
  await step('Building the backend', () => toolchain.yarn(['workspace', 'backend', 'build', ...configuration], options));
  await step('Unpacking the bundle', async () => {
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    const dist = join(root, 'packages/backend/dist');
    await run('tar', ['-xzf', join(dist, 'skeleton.tar.gz'), '-C', directory]);
    await run('tar', ['-xzf', join(dist, 'bundle.tar.gz'), '-C', directory]);
    await linkWorkspacePackages(directory);
    await writeFile(stampFile, digest);
  });
  return directory;
}
