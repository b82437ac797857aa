import { DocumentKind, DocumentSummary } from '@connectly/plugin-handbook-common';
import {
  ModuleDetails,
  ModuleUsage,
  ModuleVersion,
  StackDetails,
  TerraformDirectory,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';

/** An optional text input. */
export function aVariable(
  variable: Partial<TerraformVariable> & { name: string },
): TerraformVariable {
  return {
    type: 'string',
    description: '',
    required: false,
    nullable: false,
    sensitive: false,
    ephemeral: false,
    validations: [],
    position: { file: 'variables.tf', line: 1 },
    ...variable,
  };
}

/** A directory that declares nothing. */
export function aDirectory(
  directory: Partial<TerraformDirectory> = {},
): TerraformDirectory {
  return {
    variables: [],
    outputs: [],
    resources: [],
    moduleCalls: [],
    providers: [],
    requiredVersion: '>= 1.11, < 2.0',
    moved: [],
    findings: [],
    ...directory,
  };
}

/** A version of the module `rds`. */
export function aVersion(version: Partial<ModuleVersion> = {}): ModuleVersion {
  return {
    name: 'rds',
    version: '2.0.0',
    manifest: {
      title: 'RDS database',
      description: 'PostgreSQL or MySQL.',
      owner: 'group:default/platform',
      lifecycle: 'production',
      deprecated: [],
      groups: [],
      wiring: {},
    },
    directory: aDirectory(),
    readme: '# rds\n\nA database.\n',
    changelog: '',
    upgrades: {},
    examples: {},
    findings: [],
    ...version,
  };
}

/** A module whose latest version is the one given. */
export function aModule(
  module: Partial<ModuleDetails> & { latest?: ModuleVersion } = {},
): ModuleDetails {
  const latest = module.latest ?? aVersion({ name: module.name ?? 'rds' });
  return {
    name: latest.name,
    title: latest.manifest.title,
    description: latest.manifest.description,
    owner: latest.manifest.owner,
    lifecycle: latest.manifest.lifecycle,
    latestVersion: latest.version,
    released: true,
    consumers: 0,
    findings: 0,
    repository: 'connectly/platform',
    directory: `infrastructure/modules/${latest.name}`,
    versions: [
      {
        version: latest.version,
        released: true,
        commit: 'c0ffee00c0ffee00',
        findings: 0,
      },
    ],
    ...module,
    latest,
  };
}

/** A call of `rds` at its latest version in the service `checkout`. */
export function aUsage(usage: Partial<ModuleUsage> = {}): ModuleUsage {
  return {
    repository: 'connectly/checkout',
    directory: 'terraform/dev',
    environment: 'dev',
    call: 'database',
    module: 'rds',
    version: '2.0.0',
    latestVersion: '2.0.0',
    outdated: false,
    unknownRelease: false,
    file: 'terraform/dev/main.tf',
    line: 12,
    ...usage,
  };
}

/** The stack `network`, which publishes one value that `checkout` reads. */
export function aStack(stack: Partial<StackDetails> = {}): StackDetails {
  return {
    name: 'network',
    title: 'Network',
    description: 'VPC and subnets.',
    owner: 'group:default/platform',
    repository: 'connectly/platform',
    directory: 'infrastructure/stacks/network',
    values: 1,
    consumers: 1,
    findings: 0,
    content: aDirectory(),
    contract: [
      {
        stack: 'network',
        value: 'vpc_id',
        kind: 'String',
        file: 'infrastructure/stacks/network/contract.tf',
        line: 3,
      },
    ],
    uses: [
      {
        repository: 'connectly/checkout',
        directory: 'terraform/dev',
        environment: 'dev',
        stack: 'network',
        value: 'vpc_id',
        published: true,
      },
    ],
    modules: [],
    ...stack,
  };
}

/** A document of the handbook. */
export function aHandbookDocument(kind: DocumentKind, more: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    repository: 'connectly/platform',
    path: `docs/${more.title ?? kind}.md`,
    kind,
    language: 'en',
    languages: ['en'],
    title: kind,
    owner: 'group:default/platform',
    about: [],
    tags: [],
    freshness: 'fresh',
    findings: 0,
    ...more,
  };
}
