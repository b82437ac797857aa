import { TerraformDirectory, TerraformFinding } from './directory';
import { ModuleLifecycle, ModuleVersion } from './module';

/** A module as lists show it. @public */
export interface ModuleSummary {
  name: string;
  title: string;
  description: string;
  /** Entity reference of the owning team. */
  owner: string;
  lifecycle: ModuleLifecycle;
  /** Newest released version, or the working one while nothing is released. */
  latestVersion: string;
  /** False while nothing is released. */
  released: boolean;
  /** Repositories that call it. */
  consumers: number;
  /** Findings in its latest version. */
  findings: number;
  /** `owner/name` of the central repository and the module's directory in it. */
  repository: string;
  directory: string;
}

/** One version of a module in the list of all. @public */
export interface ModuleVersionSummary {
  version: string;
  /** False for the working version, which no tag names yet. */
  released: boolean;
  commit: string;
  /** Why nobody should use it any more. */
  deprecated?: string;
  findings: number;
}

/** A module with its latest version whole. @public */
export interface ModuleDetails extends ModuleSummary {
  latest: ModuleVersion;
  /** Newest first. */
  versions: ModuleVersionSummary[];
}

/** A call of a central module from another repository, or from a stack. @public */
export interface ModuleUsage {
  /** `owner/name` of the repository that calls. */
  repository: string;
  /** Directory of the calling root module, such as `terraform/prod`. */
  directory: string;
  /** `dev`, `stg`, `prod` for a service; missing for a stack. */
  environment?: string;
  /** Name of the calling stack, for a call from the central repository. */
  stack?: string;
  /** Name of the `module` block. */
  call: string;
  module: string;
  /** Missing when the source is not pinned to a release. */
  version?: string;
  latestVersion?: string;
  /** True when a newer release exists, or when the source is not pinned. */
  outdated: boolean;
  /** Why nobody should use this version any more. */
  deprecated?: string;
  /** True when no release has this version: Terraform would find nothing at this source. */
  unknownRelease: boolean;
  file: string;
  line: number;
}

/** One value that a stack publishes. @public */
export interface ContractValue {
  stack: string;
  value: string;
  kind: 'String' | 'StringList';
  /** Where it is published, from the repository's root. */
  file: string;
  line: number;
}

/** A service's reading of a stack's value. @public */
export interface ContractUse {
  repository: string;
  directory: string;
  environment?: string;
  stack: string;
  value: string;
  /** False when no stack publishes the value. */
  published: boolean;
}

/** A stack as lists show it. @public */
export interface StackSummary {
  name: string;
  title: string;
  description: string;
  owner: string;
  repository: string;
  /** Directory in the central repository. */
  directory: string;
  /** Number of values that it publishes. */
  values: number;
  /** Repositories that read them. */
  consumers: number;
  findings: number;
}

/** A stack with what it holds and promises. @public */
export interface StackDetails extends StackSummary {
  content: TerraformDirectory;
  contract: ContractValue[];
  uses: ContractUse[];
  modules: ModuleUsage[];
}

/** What a repository takes from the platform. @public */
export interface ServiceUsage {
  repository: string;
  modules: ModuleUsage[];
  contracts: ContractUse[];
  findings: PlacedFinding[];
  /** True while the repository was not read yet, so that nothing can be said of it. */
  unread?: boolean;
}

/** A finding with what it is about. @public */
export interface PlacedFinding extends TerraformFinding {
  repository: string;
  /** Full name of the branch or release tag. */
  ref: string;
  /** `module:<name>` or `root:<directory>`. The position counts from the repository's root. */
  subject: string;
}

/** Topic of {@link TerraformChangedEvent}. @public */
export const terraformChangedTopic = 'terraform.changed';

/** Names of what changed; published after the change can be read. @public */
export interface TerraformChangedEvent {
  modules: string[];
  stacks: string[];
  /** `owner/name` of repositories whose use of modules or contracts changed. */
  repositories: string[];
}
