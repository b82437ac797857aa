import { ServiceAnswers } from '@connectly/plugin-platform-common';
import { readReleasedModules } from '@connectly/plugin-platform-node';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';

/**
 * The modules of a checkout. The working tree holds the newest version of each; older ones are read from the history
 * only when the answers pin one, since that takes a second.
 */
export async function readCatalogueModules(checkout: string, answers: ServiceAnswers): Promise<ModuleVersion[]> {
  const newest = [...(await readModuleCatalogue(checkout)).values()];
  const pinned = Object.entries(answers.moduleVersions);
  const known = pinned.every(([name, version]) => newest.some(item => item.name === name && item.version === version));
  if (known) return newest;
  const released = await readReleasedModules(checkout);
  const older = released.filter(
    item => !newest.some(other => other.name === item.name && other.version === item.version),
  );
  return [...newest, ...older];
}
