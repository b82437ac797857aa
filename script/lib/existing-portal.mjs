/**
 * A portal that exists already: made fresh from the public packages, then given the suite exactly as
 * docs/guides/add-to-a-portal.md says. It lies outside the checkout, so that nothing is found here by accident.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './console.mjs';
import { root } from './paths.mjs';
import { readManifests } from './published-packages.mjs';
import { run } from './run.mjs';

const fixture = join(root, 'packages/app/install-tests/portal');
const guide = join(root, 'docs/guides/add-to-a-portal.md');

/** The blocks of the guide that have a title. */
export async function readGuide() {
  const text = await readFile(guide, 'utf8');
  const blocks = [...text.matchAll(/^```\w+ title="([^"]+)"\n([\s\S]*?)^```$/gm)];
  return new Map(blocks.map(([, title, code]) => [title, code]));
}

/** Puts each block of the guide where a file of the portal says `guide: TITLE`; all must be used, none be missing. */
async function follow(guideBlocks, directory) {
  const unused = new Set(guideBlocks.keys());
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !/\.(tsx?|yaml)$/.test(entry.name)) continue;
    const file = join(entry.parentPath, entry.name);
    const text = await readFile(file, 'utf8');
    const followed = text.replace(/^.*guide: ([^*\n]+?)(?: \*\/\})?$/gm, (_, title) => {
      const code = guideBlocks.get(title);
      if (code === undefined) throw new Error(`The guide has no block "${title}", which ${file} wants.`);
      unused.delete(title);
      return code.trimEnd();
    });
    if (followed !== text) await writeFile(file, followed);
  }
  return unused;
}

/** Packages that the guide's commands add, by the folder that they are added to. */
function addedPackages(commands) {
  return commands
    .trim()
    .split('\n')
    .map(line => {
      const [, folder, names] = /^yarn --cwd (\S+) add (.+)$/.exec(line) ?? [];
      if (!folder) throw new Error(`The guide's command is not one that the test knows: ${line}`);
      return { folder, names: names.split(' ') };
    });
}

/** The versions that this repository is built with: the portal is as old as the suite's own. */
async function versionRanges() {
  const lock = await readFile(join(root, 'yarn.lock'), 'utf8');
  const ranges = new Map([...lock.matchAll(/"(@?[^@"]+)@npm:([^"@,]+)"?/g)].map(([, name, range]) => [name.trim(), range]));
  const manifests = [JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))];
  for (const { manifest } of await readManifests()) manifests.push(manifest);
  for (const manifest of manifests) {
    for (const [name, range] of Object.entries({ ...manifest.devDependencies, ...manifest.dependencies })) {
      if (range !== '*') ranges.set(name, range);
    }
  }
  return ranges;
}

async function changeJson(file, change) {
  const value = JSON.parse(await readFile(file, 'utf8'));
  change(value);
  await writeFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
}

async function writeManifests(directory, commands, archives) {
  const ranges = await versionRanges();
  const added = addedPackages(commands);
  const fill = dependencies => {
    for (const [name, range] of Object.entries(dependencies ?? {})) {
      if (range !== '') continue;
      if (!ranges.has(name)) throw new Error(`No package of this repository says which version of ${name} to take.`);
      dependencies[name] = ranges.get(name);
    }
  };
  for (const name of await readdir(join(directory, 'packages'))) {
    await changeJson(join(directory, 'packages', name, 'package.json'), manifest => {
      fill(manifest.dependencies);
      for (const { folder, names } of added) {
        // the guide calls every web app packages/app
        if (folder !== join('packages', name.replace('-legacy', ''))) continue;
        for (const wanted of names) manifest.dependencies[wanted] = '*';
      }
    });
  }
  const { resolutions, packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await changeJson(join(directory, 'package.json'), manifest => {
    fill(manifest.devDependencies);
    manifest.packageManager = packageManager;
    // the archives stand in for the registry that the packages are published to
    manifest.resolutions = { ...resolutions };
    for (const [name, archive] of archives) manifest.resolutions[name] = `file:${archive}`;
    // compiling the database driver takes a minute: the checkout's is the same
    manifest.dependenciesMeta = { 'better-sqlite3': { built: false } };
  });
}

async function install(toolchain, directory) {
  await cp(join(root, 'yarn.lock'), join(directory, 'yarn.lock'));
  await cp(join(root, 'backstage.json'), join(directory, 'backstage.json'));
  await writeFile(join(directory, '.yarnrc.yml'), 'nodeLinker: node-modules\nnmMode: hardlinks-global\nenableTelemetry: false\n');
  await toolchain.yarn(['install'], { cwd: directory, env: { ...toolchain.env, YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' } });
  const driver = 'node_modules/better-sqlite3/build';
  if (!existsSync(join(directory, driver))) await cp(join(root, driver), join(directory, driver), { recursive: true });
}

/** The portal's own configuration, then the guide's, each in a file so that they merge as one file would. */
export function configurationFiles(directory) {
  return ['app-config.yaml', 'app-config.suite.yaml', 'app-config.web.yaml'].map(name => join(directory, name));
}

/**
 * Makes the portal, gives it the suite and builds both of its web apps.
 *
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @param {string} directory where; it must not exist
 * @param {Map<string, string>} archives the packed packages by name
 */
export async function makePortal(toolchain, directory, archives) {
  await mkdir(directory, { recursive: true });
  await cp(fixture, directory, { recursive: true });
  const blocks = await readGuide();
  const unused = await follow(blocks, directory);
  unused.delete('packages');
  if (unused.size) throw new Error(`No file of the portal has a place for the guide's ${[...unused].join('; ')}.`);
  await writeManifests(directory, blocks.get('packages'), archives);
  await step('Installing the portal', () => install(toolchain, directory));
  const local = (program, args, options = {}) =>
    run(toolchain.node, [join(directory, 'node_modules/.bin', program), ...args], { cwd: directory, env: toolchain.env, ...options });
  await step("Checking the portal's types", () => local('tsc', []));
  // what stands in no file yet is only read when the portal runs
  const env = { ...toolchain.env, NODE_ENV: 'production', GITHUB_WEBHOOK_SECRET: 'unused' };
  const configuration = configurationFiles(directory).flatMap(file => ['--config', file]);
  for (const app of ['app', 'app-legacy']) {
    await step(`Building ${app}`, () => local('backstage-cli', ['package', 'build', ...configuration], { cwd: join(directory, 'packages', app), env }));
  }
}
