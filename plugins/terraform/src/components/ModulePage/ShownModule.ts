import { ModuleDetails, ModuleVersion } from '@connectly/plugin-terraform-common';

/** A module with the version that is looked at. */
export interface ShownModule {
  module: ModuleDetails;
  version: ModuleVersion;
  /** Commit at which the version was read: where its files are looked at. */
  commit: string;
  released: boolean;
}
