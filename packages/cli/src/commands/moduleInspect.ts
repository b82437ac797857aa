import { inspectModule } from '@connectly/plugin-terraform-node';

/**
 * `platform module inspect DIR --json`: what a module declares, in the fields of `terraform-docs json`.
 *
 * @throws PlatformError `PLT-206` when the directory cannot be read, `PLT-201` or `PLT-207` for the first broken file.
 */
export async function moduleInspect(directory: string): Promise<unknown> {
  return inspectModule(directory);
}
