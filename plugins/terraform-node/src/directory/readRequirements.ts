import { ProviderRequirement } from '@connectly/plugin-terraform-common';
import { ParsedAttribute, ParsedBody } from '../hcl';
import { textOf } from './attributes';
import { Declarations } from './declarations';

/** What a directory demands of Terraform and of providers. */
export interface Requirements {
  /** Each `required_version` as written. */
  terraform: string[];
  providers: {
    name: string;
    source?: string;
    versions: string[];
    configurationAliases: string[];
  }[];
}

/** Reads `terraform` blocks and the versions that old `provider` blocks carry. */
export function readRequirements(declarations: Declarations): Requirements {
  const terraform: string[] = [];
  const providers = new Map<string, Requirements['providers'][number]>();
  const provider = (name: string) => {
    const known = providers.get(name) ?? {
      name,
      versions: [],
      configurationAliases: [],
    };
    providers.set(name, known);
    return known;
  };

  for (const { body, position } of declarations.blocks('terraform', 0)) {
    const required = textOf(body, 'required_version');
    if (required !== undefined) {
      terraform.push(required);
    }
    for (const block of body.blocks('required_providers', 0)) {
      for (const attribute of block.body.attributes()) {
        const entry = readEntry(block.body, attribute);
        if (!entry) {
          const message = `The requirement of provider "${attribute.name}" is neither a version nor an object of constants.`;
          const at = { file: position.file, line: attribute.line };
          declarations.findings.push({
            severity: 'error',
            code: 'PLT-201',
            message,
            position: at,
          });
          continue;
        }
        const known = provider(attribute.name);
        known.source = entry.source ?? known.source;
        known.versions.push(
          ...(entry.version === undefined ? [] : [entry.version]),
        );
        known.configurationAliases.push(...entry.aliases);
      }
    }
  }
  for (const { body, labels } of declarations.blocks('provider', 1)) {
    const version = textOf(body, 'version');
    if (version !== undefined) {
      provider(labels[0]).versions.push(version);
    }
  }
  return { terraform, providers: [...providers.values()] };
}

/** The requirements in the form that pages show. */
export function toProviderRequirements(
  requirements: Requirements,
): ProviderRequirement[] {
  return requirements.providers.map(
    ({ name, source, versions, configurationAliases }) => ({
      name,
      source,
      version: versions.length > 0 ? versions.join(', ') : undefined,
      configurationAliases,
    }),
  );
}

function readEntry(
  body: ParsedBody,
  { expression }: ParsedAttribute,
): { source?: string; version?: string; aliases: string[] } | undefined {
  const constant = body.constant(expression)?.value;
  if (typeof constant === 'string') {
    return { version: constant, aliases: [] };
  }
  if (expression.kind !== 'object') {
    return undefined;
  }
  const entry: { source?: string; version?: string; aliases: string[] } = {
    aliases: [],
  };
  for (const { key, value } of expression.entries) {
    const name = key.kind === 'literal' ? key.value : body.source(key);
    const text = body.constant(value)?.value;
    if (name === 'configuration_aliases' && value.kind === 'tuple') {
      entry.aliases.push(...value.items.map(item => body.source(item)));
    } else if (
      (name === 'source' || name === 'version') &&
      typeof text === 'string'
    ) {
      entry[name] = text;
    }
  }
  return entry;
}
