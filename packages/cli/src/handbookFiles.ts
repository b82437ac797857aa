import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { knownReleases, KnownReleases } from '@connectly/plugin-handbook-node';
import { PlatformError } from '@connectly/plugin-platform-common';

const execFileAsync = promisify(execFile);

/** What a check of a repository's documents looks at. */
export interface HandbookFiles {
  /** Markdown below `docs`, by path. */
  files: Record<string, string>;
  /** Every path of the repository. */
  paths: string[];
  /** Names of modules and stacks, where the directory is a checkout of the central repository. */
  modules?: Set<string>;
  stacks?: Set<string>;
  /** Releases of its modules, as their changelogs list them. */
  releases?: KnownReleases;
}

/** What git would commit, new files included; every file where the directory is no repository. */
async function listFiles(directory: string): Promise<string[]> {
  try {
    const { stdout } = await execFileAsync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
      cwd: directory,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split('\0').filter(Boolean);
  } catch {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter(entry => entry.isFile())
      .map(entry => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
  }
}

async function namesBelow(directory: string): Promise<Set<string> | undefined> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => undefined);
  return entries && new Set(entries.filter(entry => entry.isDirectory()).map(entry => entry.name));
}

/** What changelogs list, newest and oldest alike; a release that is about to be made counts. */
async function releasesOf(directory: string, modules: Set<string> | undefined): Promise<KnownReleases | undefined> {
  const tags: string[] = [];
  for (const module of modules ?? []) {
    const changelog = await readFile(join(directory, module, 'CHANGELOG.md'), 'utf8').catch(() => '');
    for (const [, version] of changelog.matchAll(/^## \[?v?(\d+\.\d+\.\d+)\]?/gm)) tags.push(`${module}/v${version}`);
  }
  return tags.length > 0 ? knownReleases(tags) : undefined;
}

/** @throws PlatformError `PLT-401` when there is no such directory */
export async function readHandbookFiles(directory: string): Promise<HandbookFiles> {
  const status = await stat(directory).catch(() => undefined);
  if (!status?.isDirectory()) {
    throw new PlatformError({
      code: 'PLT-401',
      message: `There is no directory "${directory}".`,
      where: directory,
      next: 'Give the directory of a repository.',
    });
  }
  const files: Record<string, string> = {};
  const paths: string[] = [];
  for (const path of await listFiles(directory)) {
    const markdown = /^docs\/.+\.md$/.test(path);
    // a file that git knows may be deleted in the working tree
    const found = await stat(join(directory, path)).catch(() => undefined);
    if (!found) continue;
    // a submodule, or a link to a folder: what lies below it is not looked at
    paths.push(found.isDirectory() ? `${path}/` : path);
    if (markdown && found.isFile()) files[path] = await readFile(join(directory, path), 'utf8');
  }
  const modulesDirectory = join(directory, 'infrastructure', 'modules');
  const modules = await namesBelow(modulesDirectory);
  return {
    files,
    paths,
    modules,
    stacks: await namesBelow(join(directory, 'infrastructure', 'stacks')),
    releases: await releasesOf(modulesDirectory, modules),
  };
}
