/**
 * The packages as they would be published: built, then packed by Yarn, which applies `publishConfig`, `files` and the
 * versions of the workspace. Packing rewrites manifests for a moment, so it happens in a copy of the checkout.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { step } from './console.mjs';
import { root } from './paths.mjs';

const home = join(root, '.portal', 'install');
const copy = join(home, 'workspace');
const packed = join(home, 'packed');

/** Manifests of every package of the workspace. */
export async function readManifests() {
  const manifests = [];
  for (const folder of ['packages', 'plugins']) {
    for (const name of (await readdir(join(root, folder))).sort()) {
      const file = join(root, folder, name, 'package.json');
      if (!existsSync(file)) continue;
      manifests.push({ directory: join(folder, name), manifest: JSON.parse(await readFile(file, 'utf8')) });
    }
  }
  return manifests;
}

async function filesOf(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

/** Digest of what reaches the archive; sources reach it by `dist` only. */
async function digestOf(directory, manifest) {
  const parts = ['package.json', 'README.md', ...manifest.files.map(pattern => pattern.split('/')[0])];
  const hash = createHash('sha256');
  for (const file of await filesOf(directory)) {
    const path = relative(directory, file);
    if (!parts.includes(path.split(sep)[0])) continue;
    hash.update(path).update('\0').update(await readFile(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** A copy of the packages' files without what is installed; it borrows the checkout's own installation. */
async function copyWorkspace() {
  await rm(copy, { recursive: true, force: true });
  await mkdir(copy, { recursive: true });
  const wanted = source => !['node_modules', 'e2e-tests', 'install-tests'].includes(basename(source));
  for (const name of ['package.json', 'yarn.lock', '.yarnrc.yml', 'tsconfig.json', 'backstage.json', '.yarn', 'packages', 'plugins']) {
    await cp(join(root, name), join(copy, name), { recursive: true, filter: wanted });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
}

/**
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @returns {Promise<Map<string, string>>} archive by package name; only what changed is packed again
 */
export async function packPackages(toolchain) {
  await step('Building the packages', async () => {
    await toolchain.yarn(['tsc']);
    await toolchain.yarn(['backstage-cli', 'repo', 'build']);
  });
  return await step('Packing the packages', async () => {
    await copyWorkspace();
    await mkdir(packed, { recursive: true });
    const archives = new Map();
    const missing = [];
    for (const { directory, manifest } of await readManifests()) {
      if (manifest.private) continue;
      const plain = manifest.name.replace('@', '').replace('/', '-');
      const archive = join(packed, `${plain}-${await digestOf(join(copy, directory), manifest)}.tgz`);
      archives.set(manifest.name, archive);
      if (!existsSync(archive)) missing.push({ name: manifest.name, archive, made: join(copy, directory, 'package.tgz') });
    }
    if (missing.length) {
      const only = missing.flatMap(item => ['--include', item.name]);
      await toolchain.yarn(
        ['workspaces', 'foreach', '--all', '--parallel', '--jobs', '2', ...only, 'pack', '--out', 'package.tgz'],
        { cwd: copy },
      );
      for (const item of missing) await rename(item.made, item.archive);
    }
    const current = new Set([...archives.values()].map(file => basename(file)));
    for (const name of await readdir(packed)) {
      if (!current.has(name)) await rm(join(packed, name));
    }
    return archives;
  });
}
