import { readReleasedModules } from '@connectly/plugin-platform-node';
import { ModuleVersion } from '@connectly/plugin-terraform-common';
import { readModuleCatalogue } from '@connectly/plugin-terraform-node';

/**
 * The modules of a checkout at every release that its history tells, as the portal has them by their tags: what is not
 * committed or not released is called by neither. An archive of the checkout has no history, and stands for its newest releases.
 */
export async function readCatalogueModules(checkout: string): Promise<ModuleVersion[]> {
  const released = await readReleasedModules(checkout);
  return released.length ? released : [...(await readModuleCatalogue(checkout)).values()];
}
