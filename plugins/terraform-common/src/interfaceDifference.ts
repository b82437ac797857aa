import { TerraformDirectory, TerraformResource, TerraformVariable } from './directory';

/**
 * What may differ, and the sentence that says so in a changelog: Markdown, in which everything that a module's author wrote stands as
 * code. A page has the same sentences in its reader's language.
 * @public
 */
export const interfaceDifferences = {
  inputRequired: 'The input `{{name}}` is new and required.',
  inputAdded: 'The input `{{name}}`, `{{value}}` by default.',
  inputGone: 'The input `{{name}}` is gone.',
  type: 'The type of `{{name}}` is `{{value}}`, and was `{{previous}}`.',
  defaultGone: 'The input `{{name}}` has no default any more.',
  defaultAdded: 'The input `{{name}}` is optional, `{{value}}` by default.',
  default: '`{{name}}` is `{{value}}` by default, and was `{{previous}}`.',
  notNull: '`{{name}}` does not accept null any more.',
  ruleAdded: '`{{name}}` has another rule: `{{value}}`',
  ruleGone: '`{{name}}` accepts more values.',
  outputAdded: 'The output `{{name}}`.',
  outputGone: 'The output `{{name}}` is gone.',
  outputSensitive: 'The output `{{name}}` is sensitive: a caller must declare its own output so.',
  moved: '`{{name}}` moved to `{{value}}`; nothing is replaced.',
  resourceGone: '`{{name}}` is removed, and no moved block says where to.',
  resourceAdded: '`{{name}}`: a plan adds it.',
  terraform: 'Terraform `{{value}}` is required, and was `{{previous}}`.',
  provider: 'The provider `{{name}}` is required from `{{value}}` in version `{{version}}`.',
} as const;

/** Key of {@link interfaceDifferences}. @public */
export type InterfaceDifference = keyof typeof interfaceDifferences;

/** One difference between two versions of a module. @public */
export interface InterfaceChange {
  /** `breaking`: a caller must act, or gets something else than before; `addition`: there is something new; `fix`: neither. */
  weight: 'breaking' | 'addition' | 'fix';
  kind: 'variable' | 'output' | 'resource' | 'requirement';
  /** Name of the variable or output, address of the resource, name of the program or provider. */
  name: string;
  difference: InterfaceDifference;
  /** What stands in the sentence, `name` among it. */
  values: Record<string, string>;
  /** One sentence for a changelog. */
  message: string;
}

/** On one line, and nothing that ends a code span. */
const codeOf = (text: string) => text.replace(/\s+/g, ' ').replace(/`/g, "'").trim() || '""';

function change(
  weight: InterfaceChange['weight'],
  kind: InterfaceChange['kind'],
  name: string,
  difference: InterfaceDifference,
  more: Record<string, string> = {},
): InterfaceChange {
  const values = Object.fromEntries(Object.entries({ name, ...more }).map(([key, value]) => [key, codeOf(value)]));
  const message = interfaceDifferences[difference].replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
  return { weight, kind, name, difference, values, message };
}

const sameJson = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);
/** Types are compared without regard to how they are laid out. */
const bare = (type: string) => type.replace(/\s+/g, ' ').replace(/ ?([(){}[\],=]) ?/g, '$1').trim();
const defaultOf = (variable: TerraformVariable) => variable.defaultExpression ?? JSON.stringify(variable.default) ?? 'null';
const byName = <T extends { name: string }>(items: T[]) => new Map(items.map(item => [item.name, item]));

function* variableChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'variable' as const;
  const old = byName(before.variables);
  for (const variable of after.variables) {
    const { name } = variable;
    const previous = old.get(name);
    const value = defaultOf(variable);
    old.delete(name);
    if (!previous) {
      yield variable.required
        ? change('breaking', kind, name, 'inputRequired')
        : change('addition', kind, name, 'inputAdded', { value });
      continue;
    }
    if (bare(previous.type) !== bare(variable.type)) {
      yield change('breaking', kind, name, 'type', { value: bare(variable.type), previous: bare(previous.type) });
    }
    if (variable.required && !previous.required) {
      yield change('breaking', kind, name, 'defaultGone');
    } else if (previous.required && !variable.required) {
      yield change('addition', kind, name, 'defaultAdded', { value });
    } else if (!variable.required && value !== defaultOf(previous)) {
      yield change('breaking', kind, name, 'default', { value, previous: defaultOf(previous) });
    }
    if (previous.nullable && !variable.nullable) {
      yield change('breaking', kind, name, 'notNull');
    }
    const known = previous.validations.map(validation => bare(validation.condition));
    const added = variable.validations.filter(validation => !known.includes(bare(validation.condition)));
    for (const { errorMessage } of added) {
      yield change('breaking', kind, name, 'ruleAdded', { value: errorMessage });
    }
    if (added.length === 0 && known.length > variable.validations.length) {
      yield change('addition', kind, name, 'ruleGone');
    }
  }
  for (const name of old.keys()) {
    yield change('breaking', kind, name, 'inputGone');
  }
}

function* outputChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'output' as const;
  const old = byName(before.outputs);
  for (const output of after.outputs) {
    const { name } = output;
    const previous = old.get(name);
    old.delete(name);
    if (!previous) yield change('addition', kind, name, 'outputAdded');
    else if (output.sensitive && !previous.sensitive) yield change('breaking', kind, name, 'outputSensitive');
  }
  for (const name of old.keys()) {
    yield change('breaking', kind, name, 'outputGone');
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
      ? change('fix', kind, address, 'moved', { value: target })
      : change('breaking', kind, address, 'resourceGone');
  }
  const arrived = new Set(moves.values());
  for (const address of current) {
    if (old.has(address) || arrived.has(address)) continue;
    // where something of that name may exist already, only the author can tell that this breaks
    yield change('addition', kind, address, 'resourceAdded');
  }
}

function* requirementChanges(before: TerraformDirectory, after: TerraformDirectory): Generator<InterfaceChange> {
  const kind = 'requirement' as const;
  if (before.requiredVersion !== after.requiredVersion) {
    yield change('breaking', kind, 'terraform', 'terraform', {
      value: after.requiredVersion || 'any',
      previous: before.requiredVersion || 'any',
    });
  }
  const old = byName(before.providers);
  for (const provider of after.providers) {
    const previous = old.get(provider.name);
    if (previous && sameJson([previous.source, previous.version, previous.configurationAliases], [provider.source, provider.version, provider.configurationAliases])) continue;
    yield change('breaking', kind, provider.name, 'provider', {
      value: provider.source ?? provider.name,
      version: provider.version ?? 'any',
    });
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
