import { ModuleVersion, TerraformDirectory } from '@connectly/plugin-terraform-common';
import { RootProjection } from '../projection/projectRoot';
import { StackManifest } from '../projection/readStackManifest';

/** A root module as it was read. */
export interface ProjectedRoot {
  /** From the repository's root. */
  directory: string;
  environment?: string;
  /** Name of the stack whose root module it is. */
  stack?: string;
  manifest?: StackManifest;
  content: TerraformDirectory;
  projection: RootProjection;
}

/** What one read of one ref found. */
export interface RefProjection {
  repository: string;
  ref: string;
  commit: string;
  /** The commit that was shown when the read began; somebody else's newer one must not be undone. */
  previousCommit?: string;
  /** Modules that were read again; every module of the ref when `complete`. */
  modules: ModuleVersion[];
  released: boolean;
  /** Modules and directories that the read no longer found. */
  removedModules: string[];
  roots: ProjectedRoot[];
  removedRoots: string[];
  /** Replaces everything known of the ref, and not only what is named. */
  complete: boolean;
}
