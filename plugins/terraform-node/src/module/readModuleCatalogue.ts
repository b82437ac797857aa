import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { readdir } from 'fs/promises';
import { join } from 'path';
import { readTextFiles } from './readTextFiles';
import { readModule } from './readModule';

/**
 * Reads every module of a checkout of the central repository as it lies on disk: its version is the newest of its
 * changelog. A directory without Terraform files is passed over; a checkout without modules gives an empty map.
 *
 * @param checkoutDirectory - root of the central repository
 * @public
 */
export async function readModuleCatalogue(
  checkoutDirectory: string,
): Promise<Map<string, ModuleVersion>> {
  const root = join(checkoutDirectory, 'infrastructure', 'modules');
  const entries = await readdir(root, { withFileTypes: true }).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  const modules = new Map<string, ModuleVersion>();
  for (const entry of entries
    .filter(each => each.isDirectory())
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const files = await readTextFiles(join(root, entry.name));
    if (Object.keys(files).some(path => /^[^/]+\.tf(\.json)?$/.test(path))) {
      modules.set(entry.name, await readModule(files, { name: entry.name }));
    }
  }
  return modules;
}
