/**
 * Releases of the modules, worked out from the central repository's own history: the release commit of a version is
 * the first in which the module's changelog has that version on top. A plain clone carries no tags, so this is also
 * how the tags are laid when the one-machine forge is seeded.
 */
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { readModule } from '@connectly/plugin-terraform-node';
import { git, gitTexts } from './git';

/** One release of one module. @public */
export interface ModuleRelease {
  module: string;
  version: string;
  /** Full commit id. */
  commit: string;
  /** `<module>/v<version>`. */
  tag: string;
}

/** Where the modules live in the central repository. @public */
export const modulesDirectory = 'infrastructure/modules';

const topVersion = /^## \[?v?(\d+\.\d+\.\d+)\]?/m;

async function modulesAt(directory: string, commit: string): Promise<string[]> {
  const listing = await git(directory, [
    'ls-tree', '-d', '--name-only', `${commit}:${modulesDirectory}`,
  ]).catch(() => '');
  return listing.split('\n').filter(Boolean);
}

async function releasesOf(
  directory: string,
  module: string,
  head: string,
): Promise<ModuleRelease[]> {
  const path = `${modulesDirectory}/${module}/CHANGELOG.md`;
  const log = await git(directory, ['log', '--reverse', '--format=%H', head, '--', path]);
  const releases: ModuleRelease[] = [];
  for (const commit of log.split('\n').filter(Boolean)) {
    const changelog = await git(directory, ['show', `${commit}:${path}`]).catch(() => '');
    const version = topVersion.exec(changelog)?.[1];
    if (version && !releases.some(item => item.version === version)) {
      releases.push({ module, version, commit, tag: `${module}/v${version}` });
    }
  }
  return releases;
}

/**
 * Every release that a local central repository's history holds, oldest first within a module.
 * @param directory - a work tree or bare repository
 * @public
 */
export async function findModuleReleases(
  directory: string,
  head = 'HEAD',
): Promise<ModuleRelease[]> {
  const modules = await modulesAt(directory, head);
  const found = await Promise.all(
    modules.map(module => releasesOf(directory, module, head)),
  );
  return found.flat();
}

async function filesAt(
  directory: string,
  commit: string,
  path: string,
): Promise<Record<string, string>> {
  const listing = await git(directory, ['ls-tree', '-r', '-z', '--name-only', `${commit}:${path}`]);
  const names = listing.split('\0').filter(Boolean);
  const texts = await gitTexts(directory, names.map(name => `${commit}:${path}/${name}`));
  return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
}

/**
 * The modules of a local central repository at every release.
 * @public
 */
export async function readReleasedModules(
  directory: string,
  head = 'HEAD',
): Promise<ModuleVersion[]> {
  const versions: ModuleVersion[] = [];
  for (const release of await findModuleReleases(directory, head)) {
    const files = await filesAt(directory, release.commit, `${modulesDirectory}/${release.module}`);
    versions.push(
      await readModule(files, { name: release.module, version: release.version }),
    );
  }
  return versions;
}
