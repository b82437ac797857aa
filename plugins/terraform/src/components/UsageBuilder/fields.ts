import { JsonValue, ModuleInput, TerraformType, TerraformVariable, WiringSource } from '@connectly/plugin-terraform-common';

/** One input as the form asks for it. */
export interface Field {
  variable: TerraformVariable;
  input: ModuleInput;
  wiring?: WiringSource;
}

/** How an input is asked for. */
export type FieldKind = 'secret' | 'choice' | 'truth' | 'number' | 'text' | 'lines' | 'json';

/** What somebody typed, by input; an input that is missing was left alone. */
export type Typed = Record<string, string>;

const isScalar = (type: TerraformType) => type.kind === 'string' || type.kind === 'number';

/** The simplest control that takes every value of the input's type. */
export function kindOf({ variable, input: { type, choices } }: Field): FieldKind {
  if (variable.sensitive || variable.ephemeral) return 'secret';
  if (choices?.every(choice => typeof choice === 'string' || typeof choice === 'number')) return 'choice';
  switch (type?.kind) {
    case 'bool':
      return 'truth';
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    case 'list':
    case 'set':
      return isScalar(type.element) ? 'lines' : 'json';
    default:
      return 'json';
  }
}

/** What was typed as a value; `undefined` when nothing was. @throws SyntaxError for what is no JSON where JSON is asked for */
export function valueOf(field: Field, typed: string): JsonValue | undefined {
  if (typed.trim() === '') return undefined;
  const { type } = field.input;
  const number = (text: string): JsonValue =>
    // what is no number is sent as it is, so that the answer says so
    /^-?\d{1,15}(\.\d{1,15})?$/.test(text.trim()) ? Number(text) : text;
  switch (kindOf(field)) {
    case 'choice':
      return field.input.choices?.find(choice => String(choice) === typed) ?? typed;
    case 'truth':
      return typed === 'true';
    case 'number':
      return number(typed);
    case 'text':
      return typed;
    case 'lines': {
      const lines = typed.split('\n').map(line => line.trim()).filter(Boolean);
      const isNumber = type && 'element' in type && type.element.kind === 'number';
      return isNumber ? lines.map(number) : lines;
    }
    case 'json':
      return JSON.parse(typed) as JsonValue;
    default:
      return undefined;
  }
}

/** Values of everything that was typed, and the inputs whose text is no JSON. */
export function valuesOf(fields: Field[], typed: Typed): { values: Record<string, JsonValue>; broken: string[] } {
  const values = new Map<string, JsonValue>();
  const broken: string[] = [];
  for (const field of fields) {
    const { name } = field.variable;
    try {
      const value = Object.hasOwn(typed, name) ? valueOf(field, typed[name]) : undefined;
      if (value !== undefined) values.set(name, value);
    } catch {
      broken.push(name);
    }
  }
  return { values: Object.fromEntries(values), broken };
}

/**
 * Inputs that begin connected: what a stack promises, what is required of another module, and tags, without which the policies
 * refuse every plan.
 */
export function initiallyWired(fields: Field[]): string[] {
  return fields
    .filter(({ wiring, variable }) => wiring && ('contract' in wiring || variable.required || variable.name === 'tags'))
    .map(({ variable }) => variable.name);
}
