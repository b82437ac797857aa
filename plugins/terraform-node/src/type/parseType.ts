import { TerraformType, TerraformTypeAttribute } from '@connectly/plugin-terraform-common';
import { ParsedBody, ParsedExpression, parseHcl } from '../hcl';
import { evaluateKey } from '../hcl/evaluateConstant';

const primitives = new Set(['string', 'number', 'bool', 'any']);
type Primitive = 'string' | 'number' | 'bool' | 'any';

/**
 * Reads a type constraint, such as `map(object({ port = optional(number, 80) }))`.
 * @returns undefined for what is none, and for a default that is no constant
 * @public
 */
export function parseType(text: string): TerraformType | undefined {
  const { body, problems } = parseHcl(`type = (\n${text}\n)\n`);
  const expression = body.attribute('type')?.expression;
  return expression && problems.length === 0 && body.attributes().length === 1 ? typeOf(expression, body) : undefined;
}

function typeOf(expression: ParsedExpression, body: ParsedBody): TerraformType | undefined {
  if (expression.kind === 'operation' && expression.operands.length === 1 && !expression.operators) {
    return typeOf(expression.operands[0], body);
  }
  if (expression.kind === 'reference') {
    const { root, steps } = expression;
    if (steps.length > 0) return undefined;
    // words that Terraform took before it had types
    if (root === 'list' || root === 'map') return { kind: root, element: { kind: 'any' } };
    return primitives.has(root) ? { kind: root as Primitive } : undefined;
  }
  if (expression.kind !== 'call' || expression.arguments.length !== 1) return undefined;
  const [argument] = expression.arguments;
  switch (expression.name) {
    case 'list':
    case 'set':
    case 'map': {
      const element = typeOf(argument, body);
      return element && { kind: expression.name, element };
    }
    case 'tuple': {
      if (argument.kind !== 'tuple') return undefined;
      const elements = argument.items.map(item => typeOf(item, body));
      return elements.every(element => element !== undefined) ? { kind: 'tuple', elements } : undefined;
    }
    case 'object': {
      if (argument.kind !== 'object') return undefined;
      const attributes = argument.entries.map(({ key, value }) => attributeOf(evaluateKey(key), value, body));
      return attributes.every(attribute => attribute !== undefined) ? { kind: 'object', attributes } : undefined;
    }
    default:
      return undefined;
  }
}

function attributeOf(
  name: string | undefined,
  value: ParsedExpression,
  body: ParsedBody,
): TerraformTypeAttribute | undefined {
  if (name === undefined) return undefined;
  if (value.kind !== 'call' || value.name !== 'optional') {
    const type = typeOf(value, body);
    return type && { name, type, optional: false };
  }
  const [inner, otherwise] = value.arguments;
  const type = inner && typeOf(inner, body);
  const constant = otherwise && body.constant(otherwise);
  if (!type || (otherwise && !constant)) return undefined;
  return { name, type, optional: true, ...(constant ? { default: constant.value } : {}) };
}
