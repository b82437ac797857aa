import { TerraformDirectory, TerraformResource, TerraformVariable } from './directory';

/** One difference between two versions of a module. @public */
export interface InterfaceChange {
  /** `breaking`: a caller must act, or gets something else than before; `addition`: there is something new; `fix`: neither. */
  weight: 'breaking' | 'addition' | 'fix';
  kind: 'variable' | 'output' | 'resource' | 'requirement';
  /** Name of the variable or output, address of the resource, name of the program or provider. */
  name: string;
  /** One sentence for a changelog. */
  message: string;
}

const sameJson = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);
/** Types are compared without regard to how they are laid out. */
const bare = (type: string) => type.replace(/\s+/g, ' ').replace(/ ?([(){}[\],=]) ?/g, '$1').trim();
const defaultOf = (variable: TerraformVariable) => variable.defaultExpression ?? JSON.stringify(variable.default);
const byName = <T extends { name: string }>(items: T[]) => new Map(items.map(item => [item.name, item]));

function* variableChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'variable' as const;
  const old = byName(before.variables);
  for (const variable of after.variables) {
    const { name } = variable;
    const previous = old.get(name);
    old.delete(name);
    if (!previous) {
      yield variable.required
        ? { weight: 'breaking', kind, name, message: `The input \`${name}\` is new and required.` }
        : { weight: 'addition', kind, name, message: `The input \`${name}\`, ${defaultOf(variable)} by default.` };
      continue;
    }
    if (bare(previous.type) !== bare(variable.type)) {
      yield { weight: 'breaking', kind, name, message: `The type of \`${name}\` is \`${bare(variable.type)}\`, and was \`${bare(previous.type)}\`.` };
    }
    if (variable.required && !previous.required) {
      yield { weight: 'breaking', kind, name, message: `The input \`${name}\` has no default any more.` };
    } else if (previous.required && !variable.required) {
      yield { weight: 'addition', kind, name, message: `The input \`${name}\` is optional, ${defaultOf(variable)} by default.` };
    } else if (!variable.required && defaultOf(variable) !== defaultOf(previous)) {
      yield { weight: 'breaking', kind, name, message: `\`${name}\` is ${defaultOf(variable)} by default, and was ${defaultOf(previous)}.` };
    }
    if (previous.nullable && !variable.nullable) {
      yield { weight: 'breaking', kind, name, message: `\`${name}\` does not accept null any more.` };
    }
    const known = previous.validations.map(validation => bare(validation.condition));
    const added = variable.validations.filter(validation => !known.includes(bare(validation.condition)));
    for (const { errorMessage } of added) {
      yield { weight: 'breaking', kind, name, message: `\`${name}\` has another rule: ${errorMessage}` };
    }
    if (added.length === 0 && known.length > variable.validations.length) {
      yield { weight: 'addition', kind, name, message: `\`${name}\` accepts more values.` };
    }
  }
  for (const name of old.keys()) {
    yield { weight: 'breaking', kind, name, message: `The input \`${name}\` is gone.` };
  }
}

function* outputChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'output' as const;
  const old = byName(before.outputs);
  for (const output of after.outputs) {
    const { name } = output;
    const previous = old.get(name);
    old.delete(name);
    if (!previous) yield { weight: 'addition', kind, name, message: `The output \`${name}\`.` };
    else if (output.sensitive && !previous.sensitive) {
      yield { weight: 'breaking', kind, name, message: `The output \`${name}\` is sensitive: a caller must declare its own output so.` };
    }
  }
  for (const name of old.keys()) {
    yield { weight: 'breaking', kind, name, message: `The output \`${name}\` is gone.` };
  }
}

const addressOf = ({ type, name }: TerraformResource) => `${type}.${name}`;

function* resourceChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'resource' as const;
  const managed = (directory: TerraformDirectory) =>
    new Set(directory.resources.filter(({ mode }) => mode === 'managed').map(addressOf));
  const [old, current] = [managed(before), managed(after)];
  const moves = new Map(after.moved.map(({ from, to }) => [from.replace(/\[.*$/, ''), to.replace(/\[.*$/, '')]));
  for (const address of old) {
    if (current.has(address)) continue;
    const target = moves.get(address);
    yield target && current.has(target)
      ? { weight: 'fix', kind, name: address, message: `\`${address}\` moved to \`${target}\`; nothing is replaced.` }
      : { weight: 'breaking', kind, name: address, message: `\`${address}\` is removed, and no moved block says where to.` };
  }
  const arrived = new Set(moves.values());
  for (const address of current) {
    if (old.has(address) || arrived.has(address)) continue;
    // where something of that name may exist already, only the author can tell that this breaks
    yield { weight: 'addition', kind, name: address, message: `\`${address}\`: a plan adds it.` };
  }
}

function* requirementChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'requirement' as const;
  if (before.requiredVersion !== after.requiredVersion) {
    const message = `Terraform ${after.requiredVersion || 'of any version'} is required, and was ${before.requiredVersion || 'any'}.`;
    yield { weight: 'breaking', kind, name: 'terraform', message };
  }
  const old = byName(before.providers);
  for (const provider of after.providers) {
    const previous = old.get(provider.name);
    if (previous && sameJson([previous.source, previous.version, previous.configurationAliases], [provider.source, provider.version, provider.configurationAliases])) continue;
    const version = `\`${provider.source ?? provider.name}\` ${provider.version ?? 'of any version'}`;
    yield { weight: 'breaking', kind, name: provider.name, message: `The provider ${version} is required.` };
  }
}

/**
 * How the interface of a module differs between two versions: inputs, outputs, addresses and requirements. What happens inside the
 * resources is not seen here; a change without any difference is a fix.
 *
 * @public
 */
export function compareInterfaces(before: TerraformDirectory, after: TerraformDirectory): InterfaceChange[] {
  return [
    ...variableChanges(before, after),
    ...outputChanges(before, after),
    ...resourceChanges(before, after),
    ...requirementChanges(before, after),
  ];
}

/** The part of a version that the changes ask to raise. @public */
export function releaseKind(changes: InterfaceChange[]): 'major' | 'minor' | 'patch' {
  if (changes.some(({ weight }) => weight === 'breaking')) return 'major';
  return changes.some(({ weight }) => weight === 'addition') ? 'minor' : 'patch';
}
