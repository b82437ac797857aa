import { JsonValue } from '@connectly/plugin-terraform-common';
import { PlatformError } from '@connectly/plugin-platform-common';
import {
  constantOf,
  providerReferenceOf,
  sourceOf,
  textOf,
} from '../directory/attributes';
import {
  Declaration,
  Declarations,
  readDeclarations,
} from '../directory/declarations';
import { readRequirements, Requirements } from '../directory/readRequirements';
import { parseHcl } from '../hcl';
import { readTextFiles } from '../module/readTextFiles';
import { commentAbove, fileHeader } from './comments';

/** What `terraform-docs json` prints of a module, field by field. @public */
export interface ModuleInspection {
  header: string;
  footer: string;
  inputs: {
    name: string;
    type: string;
    description: string | null;
    default: JsonValue;
    required: boolean;
  }[];
  modules: {
    name: string;
    source: string;
    version: string;
    description: string | null;
  }[];
  outputs: { name: string; description: string | null }[];
  providers: { name: string; alias: string | null; version: string | null }[];
  requirements: { name: string; version: string | null }[];
  resources: {
    type: string;
    name: string;
    provider: string;
    source: string;
    mode: 'managed' | 'data';
    version: string | null;
    description: string | null;
  }[];
}

/** @public */
export interface InspectModuleOptions {
  /** Whether a comment right above a block stands in for a missing description; as in terraform-docs, on by default. */
  readComments?: boolean;
}

class Inspection {
  readonly #files: Record<string, string>;
  readonly #declarations: Declarations;
  readonly #requirements: Requirements;
  readonly #readComments: boolean;

  constructor(
    files: Record<string, string>,
    declarations: Declarations,
    requirements: Requirements,
    readComments: boolean,
  ) {
    this.#files = files;
    this.#declarations = declarations;
    this.#requirements = requirements;
    this.#readComments = readComments;
  }

  toJSON(): ModuleInspection {
    return {
      header: fileHeader(this.#files['main.tf'] ?? ''),
      footer: '',
      inputs: this.#inputs(),
      modules: this.#modules(),
      outputs: this.#last('output', 1).map(declaration => ({
        name: declaration.labels[0],
        description: this.#description(declaration),
      })),
      providers: this.#providers(),
      requirements: [
        ...this.#requirements.terraform.map(version => ({
          name: 'terraform',
          version: version || null,
        })),
        ...[...this.#requirements.providers]
          .sort(byName)
          .flatMap(({ name, versions }) =>
            versions.map(version => ({ name, version: version || null })),
          ),
      ],
      resources: this.#resources().map(({ declaration, provider, mode }) => {
        const requirement = this.#requirements.providers.find(
          ({ name }) => name === provider.name,
        );
        const [type, name] = declaration.labels;
        return {
          type: withoutPrefix(type, provider.name),
          name,
          provider: provider.name,
          source: requirement?.source || `hashicorp/${provider.name}`,
          mode,
          version: exactVersion(requirement?.versions.at(-1)),
          description: this.#comment(declaration) || null,
        };
      }),
    };
  }

  #inputs(): ModuleInspection['inputs'] {
    return this.#last('variable', 1).map(declaration => {
      const { body, labels } = declaration;
      const value = constantOf(body, 'default')?.value ?? null;
      return {
        name: labels[0],
        type:
          textOf(body, 'type') || sourceOf(body, 'type') || typeOfValue(value),
        description: this.#description(declaration),
        default: value,
        required: body.attribute('default') === undefined,
      };
    });
  }

  #modules(): ModuleInspection['modules'] {
    const sources = new Map<string, string>();
    for (const { body, labels } of this.#declarations.blocks('module', 1)) {
      sources.set(
        labels[0],
        textOf(body, 'source') || (sources.get(labels[0]) ?? ''),
      );
    }
    return this.#last('module', 1).map(declaration => {
      const written = sources.get(declaration.labels[0]) ?? '';
      const version = textOf(declaration.body, 'version');
      const at = written.lastIndexOf('?ref=');
      const hasReference =
        !version && at !== -1 && at + '?ref='.length < written.length;
      return {
        name: declaration.labels[0],
        source: hasReference ? written.slice(0, at) : written,
        version: hasReference
          ? written.slice(at + '?ref='.length)
          : version ?? '',
        description: this.#comment(declaration) || null,
      };
    });
  }

  #providers(): ModuleInspection['providers'] {
    const found = new Map<string, ModuleInspection['providers'][number]>();
    const locked = lockedVersions(this.#files['.terraform.lock.hcl'] ?? '');
    for (const { provider } of this.#resources()) {
      const versions =
        this.#requirements.providers.find(({ name }) => name === provider.name)
          ?.versions ?? [];
      const version = (locked.get(provider.name) ?? versions.join(' ')) || null;
      found.set(`${provider.name}.${provider.alias ?? ''}`, {
        name: provider.name,
        alias: provider.alias ?? null,
        version,
      });
    }
    return [...found.values()].sort(
      (left, right) =>
        compare(left.name, right.name) ||
        compare(left.alias ?? '', right.alias ?? ''),
    );
  }

  #resources() {
    const ofMode = (blockType: string, mode: 'managed' | 'data') =>
      this.#last(blockType, 2).map(declaration => ({
        declaration,
        mode,
        provider: providerReferenceOf(declaration.body, 'provider') ?? {
          name: declaration.labels[0].split('_')[0],
        },
      }));
    const address = ({
      declaration,
      provider,
    }: ReturnType<typeof ofMode>[number]) => {
      const [type, name] = declaration.labels;
      return `${provider.name}_${withoutPrefix(type, provider.name)}.${name}`;
    };
    return [ofMode('resource', 'managed'), ofMode('data', 'data')].flatMap(
      resources =>
        resources.sort((left, right) => compare(address(left), address(right))),
    );
  }

  /** The last block of each name, without those that ask to be left out. */
  #last(type: string, labelCount: number): Declaration[] {
    const last = new Map<string, Declaration>();
    for (const declaration of this.#declarations.blocks(type, labelCount)) {
      last.set(declaration.labels.join('.'), declaration);
    }
    return [...last]
      .sort(([left], [right]) => compare(left, right))
      .map(([, declaration]) => declaration)
      .filter(
        ({ position }) =>
          !commentAbove(this.#files, position).includes(
            'terraform-docs-ignore',
          ),
      );
  }

  #description(declaration: Declaration): string | null {
    const description = textOf(declaration.body, 'description')?.replace(
      /\r\n/g,
      '\n',
    );
    return description || this.#comment(declaration) || null;
  }

  #comment({ position }: Declaration): string {
    return this.#readComments ? commentAbove(this.#files, position) : '';
  }
}

function withoutPrefix(type: string, provider: string): string {
  return type.startsWith(`${provider}_`)
    ? type.slice(provider.length + 1)
    : type;
}

function typeOfValue(value: JsonValue): string {
  if (Array.isArray(value)) {
    return 'list';
  }
  if (value === null) {
    return 'any';
  }
  return (
    { string: 'string', number: 'number', boolean: 'bool', object: 'map' }[
      typeof value as string
    ] ?? 'any'
  );
}

/**
 * Tells what a module's directory declares, in the fields of `terraform-docs json`.
 *
 * The same mistakes in, the same answer out: an override file here replaces a whole block, as terraform-docs reads it,
 * where {@link readTerraformDirectory} merges argument by argument, as Terraform does.
 *
 * @throws PlatformError `PLT-206` when the directory cannot be read, `PLT-201` or `PLT-207` for the first broken file.
 * @public
 */
export async function inspectModule(
  directory: string,
  options?: InspectModuleOptions,
): Promise<ModuleInspection> {
  const files = await readTextFiles(directory);
  const declarations = readDeclarations(files);
  const requirements = readRequirements(declarations);
  const inspection = new Inspection(
    files,
    declarations,
    requirements,
    options?.readComments ?? true,
  ).toJSON();
  const [finding] = declarations.findings;
  if (finding) {
    const where = `${finding.position.file}:${finding.position.line}`;
    throw new PlatformError({
      code: finding.code as PlatformError['code'],
      message: finding.message,
      where,
    });
  }
  return inspection;
}

/** The versions that a lock file chose, by the provider's name. */
function lockedVersions(text: string): Map<string, string> {
  const blocks = parseHcl(text).body.blocks('provider', 1);
  return new Map(
    blocks.map(({ labels, body }) => [
      labels[0].split('/').at(-1)!,
      textOf(body, 'version') ?? '',
    ]),
  );
}

/** The version when the constraint allows only one, `latest` for every range, nothing without a requirement. */
function exactVersion(constraint: string | undefined): string | null {
  if (constraint === undefined) {
    return 'latest';
  }
  const parts = constraint.split(' ');
  if (parts.length === 2 && parts[0] === '=') {
    return parts[1];
  }
  if (parts.length === 1 && /^[0-9]/.test(constraint)) {
    return constraint;
  }
  return parts.length === 1 && constraint.startsWith('=')
    ? constraint.slice(1)
    : 'latest';
}

/** Byte order, as Go sorts. */
function compare(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function byName(left: { name: string }, right: { name: string }): number {
  return compare(left.name, right.name);
}
