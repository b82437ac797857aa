import {
  Environment,
  PlatformError,
  RenderedFile,
  ServiceAnswers,
} from '@connectly/plugin-platform-common';
import { ModuleVersion, WiringSource } from '@connectly/plugin-terraform-common';
import {
  attribute,
  block,
  comment,
  constant,
  contractCallName,
  contractReadBlock,
  formatHcl,
  formatModuleSource,
  HclBlock,
  HclBody,
  HclExpression,
  object,
  reference,
  template,
  writeHcl,
} from '@connectly/plugin-terraform-node';
import { PlatformSettings } from '../settings';
import { chooseVersion, ModuleCatalogue } from './catalogue';
import { ComposedCall, composeService } from './composition';
import { ServiceVariable, serviceVariables } from './variables';

/** Values that the calls read from one stack's contract. */
interface ContractUse {
  values: Set<string>;
  lists: Set<string>;
}

/** The modules of one service, chosen and wired. The same for each of its environments. */
export class ServiceWiring {
  readonly #settings: PlatformSettings;
  readonly #calls: ComposedCall[];
  readonly #chosen: Map<string, ModuleVersion>;
  readonly #contracts = new Map<string, ContractUse>();
  readonly #blocks: HclBlock[];

  /**
   * @throws PlatformError PLT-202 when a required variable has no value, PLT-204 when a module or version is unknown.
   */
  static create(
    answers: ServiceAnswers,
    catalogue: ModuleCatalogue,
    settings: PlatformSettings,
  ): ServiceWiring {
    return new ServiceWiring(answers, catalogue, settings);
  }

  private constructor(
    answers: ServiceAnswers,
    catalogue: ModuleCatalogue,
    settings: PlatformSettings,
  ) {
    this.#settings = settings;
    this.#calls = composeService(answers, (stack, value) => this.#readContract(stack, value));
    const names: string[] = [...new Set(this.#calls.map(call => call.module))];
    names.push('contract-read');
    const unknown = Object.keys(answers.moduleVersions).find(
      name => !names.includes(name),
    );
    if (unknown !== undefined) {
      throw new PlatformError({
        code: 'PLT-204',
        message: `This service calls no module ${JSON.stringify(
          unknown.slice(0, 80),
        )}. It calls: ${names.join(', ')}.`,
        where: `moduleVersions.${unknown.slice(0, 80)}`,
      });
    }
    const wanted = new Map(Object.entries(answers.moduleVersions));
    this.#chosen = new Map(
      names.map(name => [name, chooseVersion(catalogue, name, wanted.get(name))]),
    );
    this.#blocks = this.#calls.map(call => this.#moduleBlock(call));
  }

  /** Versions called, by module name. */
  get moduleVersions(): Record<string, string> {
    return Object.fromEntries(
      [...this.#chosen]
        .filter(([name]) => name !== 'contract-read' || this.#contracts.size > 0)
        .map(([name, version]) => [name, version.version])
        .sort(([left], [right]) => (left < right ? -1 : 1)),
    );
  }

  /** Stacks whose contract the service reads, sorted. */
  get stacks(): string[] {
    return [...this.#contracts.keys()].sort();
  }

  /** `main.tf`. */
  mainBody(): HclBody {
    const body: HclBody = [
      block('provider', ['aws'], [
        attribute('region', reference('var', 'region')),
        block('default_tags', [], [
          attribute('tags', reference('module', 'tags', 'tags')),
        ]),
      ]),
      block('locals', [], [
        attribute(
          'name',
          template(reference('var', 'service'), '-', reference('var', 'environment')),
        ),
      ]),
    ];
    for (const stack of this.stacks) {
      body.push(
        comment(`What the stack ${stack} promises to services.`),
        this.#contractBlock(stack),
      );
    }
    this.#calls.forEach((call, index) => {
      body.push(comment(call.comment), this.#blocks[index]);
    });
    return body;
  }

  #source(module: string): string {
    return formatModuleSource({
      host: new URL(this.#settings.gitUrl).host,
      repository: `${this.#settings.organisation}/${this.#settings.centralRepository}`,
      module,
      version: this.#version(module).version,
    });
  }

  #version(module: string): ModuleVersion {
    return this.#chosen.get(module) as ModuleVersion;
  }

  #contractBlock(stack: string): HclBlock {
    const use = this.#contracts.get(stack) as ContractUse;
    return contractReadBlock({ stack, source: this.#source('contract-read'), ...use });
  }

  #moduleBlock(call: ComposedCall): HclBlock {
    const version = this.#version(call.module);
    const body: HclBody = [attribute('source', constant(this.#source(call.module)))];
    for (const variable of version.directory.variables) {
      const bound =
        call.bindings[variable.name] ?? this.#wired(call, version, variable.name);
      if (bound) body.push(attribute(variable.name, bound));
      else if (variable.required) {
        throw new PlatformError({
          code: 'PLT-202',
          message: `The module ${call.module} ${version.version} requires ${variable.name}, and neither the service nor its module.yaml says where it comes from.`,
          where: `infrastructure/modules/${call.module}/module.yaml`,
        });
      }
    }
    return block('module', [call.call], body);
  }

  #wired(
    call: ComposedCall,
    version: ModuleVersion,
    variable: string,
  ): HclExpression | undefined {
    const source: WiringSource | undefined = Object.hasOwn(
      version.manifest.wiring,
      variable,
    )
      ? version.manifest.wiring[variable]
      : undefined;
    if (!source) return undefined;
    if ('module' in source) {
      const provider = this.#calls.find(item => item.module === source.module);
      return provider && reference('module', provider.call, source.output);
    }
    return this.#readContract(
      source.contract,
      call.contractOverrides?.[source.value] ?? source.value,
      source.list,
    );
  }

  #readContract(stack: string, value: string, isList = false): HclExpression {
    const use = this.#contracts.get(stack) ?? {
      values: new Set(),
      lists: new Set(),
    };
    this.#contracts.set(stack, use);
    (isList ? use.lists : use.values).add(value);
    return reference(
      'module',
      contractCallName(stack),
      isList ? 'list_values' : 'values',
      { key: value },
    );
  }
}

function variablesBody(variables: ServiceVariable[]): HclBody {
  return variables.map(variable =>
    block('variable', [variable.name], [
      attribute('description', constant(variable.description)),
      attribute('type', reference(variable.type)),
      attribute('nullable', constant(false)),
    ]),
  );
}

function outputsBody(answers: ServiceAnswers): HclBody {
  const output = (name: string, description: string, value: HclExpression) =>
    block('output', [name], [
      attribute('description', constant(description)),
      attribute('value', value),
    ]);
  return [
    output('url', 'Where the service answers.', template('https://', reference('module', 'load_balancer', 'dns_name'))),
    output('service_name', 'Name of the ECS service.', reference('module', 'service', 'service_name')),
    output('log_group', 'Where its log lines go.', reference('module', 'log_group', 'name')),
    ...(answers.database === 'none'
      ? []
      : [output('database_endpoint', 'Host name of the database.', reference('module', 'database', 'endpoint'))]),
  ];
}

const versionsBody: HclBody = [
  block('terraform', [], [
    attribute('required_version', constant('>= 1.11, < 2.0')),
    block('required_providers', [], [
      attribute('aws', object({
        source: constant('hashicorp/aws'),
        version: constant('>= 5.100, < 6.0'),
      })),
    ]),
  ]),
];

function backendBody(answers: ServiceAnswers, environment: Environment, settings: PlatformSettings): HclBody {
  return [
    comment(
      'Two locks while the organisation moves from DynamoDB to S3’s own: no unlocked moment.',
    ),
    block('terraform', [], [
      block('backend', ['s3'], [
        attribute('bucket', constant(`${environment}-connectly`)),
        attribute('key', constant(`services/${answers.name}/terraform.tfstate`)),
        attribute('region', constant(settings.region)),
        attribute('dynamodb_table', constant(`${environment}-connectly-tf-lock`)),
        attribute('use_lockfile', constant(true)),
        attribute('encrypt', constant(true)),
        // of the stack kms, by the alias that every account has: without a key, S3's own would be asked for
        attribute('kms_key_id', constant('alias/platform-terraform-state')),
      ]),
    ]),
  ];
}

/** The directory `terraform/<environment>/` of a service. */
export async function renderEnvironment(
  answers: ServiceAnswers,
  environment: Environment,
  wiring: ServiceWiring,
  settings: PlatformSettings,
): Promise<RenderedFile[]> {
  const variables = serviceVariables(answers, environment, settings);
  const values = Object.fromEntries(variables.map(item => [item.name, item.value]));
  const bodies: [string, HclBody][] = [
    ['backend.tf', backendBody(answers, environment, settings)],
    ['main.tf', wiring.mainBody()],
    ['outputs.tf', outputsBody(answers)],
    ['variables.tf', variablesBody(variables)],
    ['versions.tf', versionsBody],
  ];
  const directory = `terraform/${environment}`;
  const files = await Promise.all(
    bodies.map(async ([name, body]) => ({
      path: `${directory}/${name}`,
      content: await formatHcl(writeHcl(body)),
    })),
  );
  files.push({
    path: `${directory}/terraform.tfvars.json`,
    content: `${JSON.stringify(values, undefined, 2)}\n`,
  });
  return files;
}
