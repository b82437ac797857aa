import { JsonValue, ModuleArgument } from '@connectly/plugin-terraform-common';
import { ParsedBody, ParsedExpression } from '../hcl';
import { evaluateKey } from '../hcl/evaluateConstant';

/** Conversions that change the type of a constant and not what it holds. */
const conversions = new Set([
  'toset',
  'tolist',
  'tomap',
  'tostring',
  'tonumber',
  'tobool',
]);

/** The argument's constant text, or `undefined` when it is missing or something else. */
export function textOf(body: ParsedBody, name: string): string | undefined {
  const value = constantOf(body, name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** The argument's constant truth; texts "true" and "false" convert, as in Terraform. */
export function truthOf(body: ParsedBody, name: string): boolean | undefined {
  const value = constantOf(body, name)?.value;
  if (value === 'true' || value === 'false') {
    return value === 'true';
  }
  return typeof value === 'boolean' ? value : undefined;
}

/** The argument's constant value. */
export function constantOf(
  body: ParsedBody,
  name: string,
): { value: JsonValue } | undefined {
  const attribute = body.attribute(name);
  return attribute && body.constant(attribute.expression);
}

/** The argument as it is written. */
export function sourceOf(body: ParsedBody, name: string): string | undefined {
  const attribute = body.attribute(name);
  return attribute && body.source(attribute.expression);
}

/** What a module call's argument gives: a constant where it is one, the written text otherwise. */
export function argumentOf(
  body: ParsedBody,
  expression: ParsedExpression,
): ModuleArgument {
  const inner =
    expression.kind === 'call' &&
    conversions.has(expression.name) &&
    expression.arguments.length === 1
      ? expression.arguments[0]
      : expression;
  const constant = body.constant(inner);
  if (constant) {
    return { constant: constant.value };
  }
  const keys =
    inner.kind === 'object'
      ? inner.entries.map(entry => evaluateKey(entry.key))
      : undefined;
  return keys?.every(key => key !== undefined)
    ? { expression: body.source(expression), keys }
    : { expression: body.source(expression) };
}

/** `aws` and `replica` of the reference or text `aws.replica`. */
export function providerReferenceOf(
  body: ParsedBody,
  name: string,
): { name: string; alias?: string } | undefined {
  const attribute = body.attribute(name);
  if (!attribute) {
    return undefined;
  }
  const { expression } = attribute;
  const written =
    expression.kind === 'reference'
      ? body.source(expression)
      : textOf(body, name);
  const [provider, alias] = written?.split('.').map(part => part.trim()) ?? [];
  return provider ? { name: provider, alias: alias || undefined } : undefined;
}
