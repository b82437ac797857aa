/**
 * `platform module release MODULE`: the next version from the difference of the interface, in the changelog and the README.
 * `script/infra release` commits and tags it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PlatformError } from '@connectly/plugin-platform-common';
import { findModuleReleases, modulesDirectory, readReleasedModules } from '@connectly/plugin-platform-node';
import { compareInterfaces, InterfaceChange, releaseKind } from '@connectly/plugin-terraform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';
import { inc, rcompare } from 'semver';
import { printResult } from '../output';
import { findCheckout } from '../settings';

const execFileAsync = promisify(execFile);

const headings: Record<InterfaceChange['weight'], string> = { addition: 'Added', breaking: 'Changed', fix: 'Changed' };

/** A version that was worked out. */
export interface ModuleRelease {
  module: string;
  previous: string;
  version: string;
  kind: 'major' | 'minor' | 'patch';
  changes: InterfaceChange[];
  /** The changelog's new section. */
  entry: string;
}

/** The entry of the changelog; a fix says nothing by itself, so its author's words are needed. */
function changelogEntry(version: string, date: string, changes: InterfaceChange[], notes: string[]): string {
  const lines = new Map<string, string[]>();
  const add = (heading: string, line: string) => lines.set(heading, [...(lines.get(heading) ?? []), `- ${line}`]);
  for (const { weight, message } of changes) {
    add(headings[weight], weight === 'breaking' ? `**Breaking:** ${message}` : message);
  }
  for (const note of notes) add('Fixed', note);
  const parts = ['Added', 'Changed', 'Fixed'].flatMap(heading => {
    const found = lines.get(heading);
    return found ? [`### ${heading}\n\n${found.join('\n')}`] : [];
  });
  return `## [${version}] - ${date}\n\n${parts.join('\n\n')}\n\n`;
}

/** Whether anything of the module but its documents differs from the release. */
async function hasChanged(checkout: string, tagOrCommit: string, directory: string): Promise<boolean> {
  const { stdout } = await execFileAsync('git', ['-C', checkout, 'diff', '--name-only', tagOrCommit, '--', directory]);
  return stdout.split('\n').some(path => path.endsWith('.tf') || path.endsWith('.tf.json'));
}

/**
 * Works out the next version of a module and, unless it is a dry run, writes it into its changelog and README.
 *
 * @throws PlatformError `PLT-204` for a module that is not known or was never released, `PLT-208` when there is nothing to release,
 * a breaking change has no `UPGRADE-N.md`, or a fix has no words
 */
export async function releaseModule(
  checkout: string,
  name: string,
  options: { note?: string[]; dryRun?: boolean } = {},
): Promise<ModuleRelease> {
  const current = (await readModuleCatalogue(checkout)).get(name);
  const released = (await readReleasedModules(checkout))
    .filter(item => item.name === name)
    .sort((left, right) => rcompare(left.version, right.version))[0];
  if (!current || !released) {
    throw new PlatformError({ code: 'PLT-204', message: `There is no released module ${name}.`, where: `${modulesDirectory}/${name}` });
  }
  const directory = join(checkout, modulesDirectory, name);
  const changelogFile = join(directory, 'CHANGELOG.md');
  const changelog = await readFile(changelogFile, 'utf8');
  const refuse = (message: string, where: string, next: string) => {
    throw new PlatformError({ code: 'PLT-208', message, where, next });
  };
  if (current.version !== released.version) {
    refuse(`${name} ${current.version} is in the changelog already.`, `${name}/CHANGELOG.md`, 'Commit it: that commit is the release.');
  }
  const changes = compareInterfaces(released.directory, current.directory);
  const notes = options.note ?? [];
  if (changes.length === 0) {
    const commit = await releaseCommit(checkout, name, released.version);
    if (!(await hasChanged(checkout, commit, join(modulesDirectory, name)))) {
      refuse(`${name} is as it was at ${released.version}.`, name, 'Change it first.');
    }
    if (notes.length === 0) {
      refuse('The interface is as it was, so only its author knows what was mended.', name, 'Say it: --note "What no longer goes wrong."');
    }
  }
  const kind = releaseKind(changes);
  const version = inc(released.version, kind) as string;
  const major = Number(version.split('.')[0]);
  if (kind === 'major' && !existsSync(join(directory, `UPGRADE-${major}.md`))) {
    const list = changes.filter(({ weight }) => weight === 'breaking').map(({ message }) => `  ${message}`);
    refuse(
      `${name} ${version} breaks what callers rely on:\n${list.join('\n')}`,
      `${modulesDirectory}/${name}/UPGRADE-${major}.md`,
      `Write UPGRADE-${major}.md with a real before and after, or keep the old way working.`,
    );
  }
  const entry = changelogEntry(version, new Date().toISOString().slice(0, 10), changes, notes);
  if (!options.dryRun) {
    await writeFile(changelogFile, changelog.replace(/^## \[/m, `${entry}## [`));
    const readmeFile = join(directory, 'README.md');
    const readme = await readFile(readmeFile, 'utf8');
    await writeFile(readmeFile, readme.replaceAll(`?ref=${name}/v${released.version}`, `?ref=${name}/v${version}`));
  }
  return { module: name, previous: released.version, version, kind, changes, entry };
}

/** `platform module release MODULE`. */
export async function moduleReleaseCommand(name: string, options: { note?: string[]; dryRun?: boolean; json?: boolean }) {
  const result = await releaseModule(findCheckout(), name, options);
  printResult(result, options, ({ previous, version, kind, entry }) =>
    [
      `${name} ${previous} → ${version} (${kind})`,
      '',
      entry.trimEnd(),
      '',
      options.dryRun ? 'Nothing was written.' : 'Written to CHANGELOG.md and README.md.',
    ].join('\n'),
  );
}

/** The commit in which a version came to the top of the changelog. */
async function releaseCommit(checkout: string, name: string, version: string): Promise<string> {
  const releases = await findModuleReleases(checkout);
  return releases.find(item => item.module === name && item.version === version)?.commit ?? 'HEAD';
}
