import { JsonValue } from '@connectly/plugin-terraform-common';
import {
  Constant,
  evaluateBinary,
  evaluateCondition,
  evaluateUnary,
  toText,
} from './evaluateOperation';
import { ParsedExpression } from './syntax';

/**
 * The value of an expression that needs nothing outside itself; `undefined` for every other one. Operators and conditions
 * are computed as Terraform computes them. Functions, indices and `for` never are: an argument that uses one is shown
 * as it is written.
 * @internal
 */
export function evaluateConstant(
  expression: ParsedExpression,
): { value: JsonValue } | undefined {
  const constant = evaluate(expression);
  return constant && { value: constant.value };
}

function evaluate(expression: ParsedExpression): Constant {
  switch (expression.kind) {
    case 'literal':
      return { value: expression.value };
    case 'template': {
      const values: JsonValue[] = [];
      for (const part of expression.parts) {
        const constant =
          typeof part === 'string' ? { value: part } : evaluate(part);
        if (
          !constant ||
          (typeof constant.value === 'object' && expression.parts.length > 1)
        ) {
          return undefined;
        }
        values.push(constant.value);
      }
      // "${x}" alone is x itself and keeps its type.
      return {
        value: values.length === 1 ? values[0] : values.map(toText).join(''),
      };
    }
    case 'tuple': {
      const values: JsonValue[] = [];
      for (const item of expression.items) {
        const constant = evaluate(item);
        if (!constant) {
          return undefined;
        }
        values.push(constant.value);
      }
      return { value: values };
    }
    case 'object': {
      const entries: [string, JsonValue][] = [];
      for (const { key, value } of expression.entries) {
        const name = evaluateKey(key);
        const constant = evaluate(value);
        if (name === undefined || !constant) {
          return undefined;
        }
        entries.push([name, constant.value]);
      }
      // fromEntries defines own properties, so that a key "__proto__" stays a key.
      return { value: Object.fromEntries(entries) };
    }
    case 'operation':
      return evaluateOperation(expression.operands, expression.operators ?? []);
    default:
      return undefined;
  }
}

function evaluateOperation(
  operands: ParsedExpression[],
  operators: string[],
): Constant {
  if (operators.length === 0) {
    return undefined;
  }
  const [first, ...rest] = operands.map(evaluate);
  if (operators[0] === '?') {
    return evaluateCondition(first, rest[0], rest[1]);
  }
  if (rest.length === 0) {
    return evaluateUnary(operators[0], first);
  }
  return rest.reduce<Constant>(
    (left, right, index) => evaluateBinary(left, operators[index], right),
    first,
  );
}

/** The name that an object's key stands for: a bare word is itself, as HCL has it. @internal */
export function evaluateKey(key: ParsedExpression): string | undefined {
  if (key.kind === 'reference' && key.steps.length === 0) {
    return key.root;
  }
  if (key.kind === 'literal' && key.value !== null) {
    return String(key.value);
  }
  return undefined;
}
