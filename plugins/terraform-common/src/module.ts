import { TerraformDirectory, TerraformFinding } from './directory';

/** State of life of a module, in the catalog's words. @public */
export type ModuleLifecycle = 'experimental' | 'production' | 'deprecated';

/** A range of versions that nobody should use any more. @public */
export interface DeprecatedRange {
  /** npm-style semver range, such as `<1.2.0`. */
  range: string;
  reason: string;
  /** ISO date (YYYY-MM-DD) from which the range is deprecated. */
  date: string;
}

/**
 * Where a module's variable gets its value in a service: a value that a platform stack publishes,
 * or an output of another module that the service calls.
 * @public
 */
export type WiringSource =
  | { contract: string; value: string; list?: boolean }
  | { module: string; output: string };

/** A named group of variables, in the order that the portal shows them. @public */
export interface VariableGroup {
  title: string;
  variables: string[];
}

/** `module.yaml`: what a module says about itself beyond its Terraform. @public */
export interface ModuleManifest {
  title: string;
  description: string;
  /** Entity reference of the owning team, such as `group:default/platform`. */
  owner: string;
  lifecycle: ModuleLifecycle;
  deprecated: DeprecatedRange[];
  groups: VariableGroup[];
  wiring: Record<string, WiringSource>;
}

/** One released (or, without a tag, the working) version of a module. @public */
export interface ModuleVersion {
  /** The directory's name under `infrastructure/modules/`. */
  name: string;
  /** semver without a leading v. */
  version: string;
  manifest: ModuleManifest;
  directory: TerraformDirectory;
  /** README.md as Markdown, empty when missing. */
  readme: string;
  /** CHANGELOG.md as Markdown, empty when missing. */
  changelog: string;
  /** UPGRADE-N.md as Markdown, by N: the major version that callers come to. */
  upgrades: Record<string, string>;
  /** Files of each example, by example name, then path inside the example. */
  examples: Record<string, Record<string, string>>;
  findings: TerraformFinding[];
}
