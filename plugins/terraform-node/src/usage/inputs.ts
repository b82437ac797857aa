import {
  InputCheck,
  InputProblem,
  JsonValue,
  ModuleCallDraft,
  ModuleInput,
  ModuleVersion,
  TerraformVariable,
} from '@connectly/plugin-terraform-common';
import { parseHcl } from '../hcl';
import { createRuleCheck } from '../rules/evaluateRule';
import { convertValue } from '../type/convertValue';
import { parseType } from '../type/parseType';

/** Whether a value must not stand in a file that is committed. */
export function isSecret(variable: TerraformVariable): boolean {
  return variable.sensitive || variable.ephemeral;
}

/** What a form needs to know of a module's inputs, in the module's order. @public */
export function readInputs({ directory }: ModuleVersion): ModuleInput[] {
  return directory.variables.map(variable => {
    const type = parseType(variable.type || 'any');
    const choices = choicesOf(variable);
    return { name: variable.name, ...(type ? { type } : {}), ...(choices ? { choices } : {}) };
  });
}

/** The values of a rule `contains([…], var.name)`. */
function choicesOf({ name, validations }: TerraformVariable): JsonValue[] | undefined {
  for (const { condition } of validations) {
    const { body } = parseHcl(`condition = (\n${condition}\n)\n`);
    const call = body.attribute('condition')?.expression;
    if (call?.kind !== 'call' || call.name !== 'contains' || call.arguments.length !== 2) continue;
    const [list, value] = call.arguments;
    const constant = body.constant(list)?.value;
    const isOwn = value.kind === 'reference' && value.root === 'var' && value.steps.length === 1 && value.steps[0] === name;
    if (isOwn && Array.isArray(constant)) return constant;
  }
  return undefined;
}

/**
 * Tries a draft on the types and rules of a module's inputs. Rules are computed by {@link evaluateRule}, all of them within one bound; an input that is wired or
 * secret has no value here, so what needs it is not told.
 * @public
 */
export function checkInputs({ directory, manifest }: ModuleVersion, draft: ModuleCallDraft): InputCheck {
  const problems: InputProblem[] = [];
  const known = new Map<string, JsonValue>();
  const wired = new Set(draft.wired.filter(input => Object.hasOwn(manifest.wiring, input)));
  const names = new Set(directory.variables.map(({ name }) => name));
  for (const input of [...Object.keys(draft.values), ...draft.wired]) {
    if (!names.has(input)) problems.push({ input, kind: 'unknown' });
  }
  for (const variable of directory.variables) {
    const { name: input, required } = variable;
    const given = valueOf(variable, draft);
    if (wired.has(input)) continue;
    if (isSecret(variable)) {
      if (Object.hasOwn(draft.values, input)) problems.push({ input, kind: 'secret' });
      continue;
    }
    if (given === undefined) {
      if (required) problems.push({ input, kind: 'missing' });
      continue;
    }
    const type = parseType(variable.type || 'any');
    const converted = type ? convertValue(given, type) : { value: given };
    if (converted.problem) problems.push({ input, kind: 'type', ...converted.problem });
    else if (given === null && !variable.nullable) problems.push({ input, kind: 'missing' });
    else known.set(input, converted.value);
  }
  const untold: InputCheck['untold'] = [];
  const stateOf = createRuleCheck(known);
  for (const { name: input, validations } of directory.variables) {
    if (!known.has(input)) continue;
    for (const { condition, errorMessage: message } of validations) {
      const state = stateOf(condition);
      if (state === 'broken') problems.push({ input, kind: 'rule', message });
      if (state === 'unknown' && Object.hasOwn(draft.values, input)) untold.push({ input, message });
    }
  }
  return { problems, untold };
}

/** What is given, or else the default; `undefined` when there is neither. */
function valueOf(variable: TerraformVariable, draft: ModuleCallDraft): JsonValue | undefined {
  const given = Object.hasOwn(draft.values, variable.name) ? draft.values[variable.name] : undefined;
  // a variable that takes no null keeps its default then
  if (given === undefined || (given === null && !variable.nullable)) return variable.default;
  return given;
}
