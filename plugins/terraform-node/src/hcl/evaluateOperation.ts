import { JsonValue } from '@connectly/plugin-terraform-common';
import { isDeepStrictEqual } from 'util';
import { Rational } from './Rational';

/**
 * A constant, with what was lost of a number that was computed; `undefined` stands for what only a run of Terraform
 * knows, or refuses.
 */
export type Constant = { value: JsonValue; exact?: Rational } | undefined;

/** What `-` or `!` makes of a constant. */
export function evaluateUnary(operator: string, operand: Constant): Constant {
  if (operator === '!') {
    const truth = operand && toTruth(operand.value);
    return truth === undefined ? undefined : { value: !truth };
  }
  return toConstant(toRational(operand)?.negated());
}

/** What an operator makes of two constants, with HCL's conversions: texts that are numbers count as such. */
export function evaluateBinary(
  left: Constant,
  operator: string,
  right: Constant,
): Constant {
  if (operator === '&&' || operator === '||') {
    return evaluateLogic(left, operator, right);
  }
  if (!left || !right) {
    return undefined;
  }
  const [a, b] = [toRational(left), toRational(right)];
  if (operator === '==' || operator === '!=') {
    const numbers = [left, right].every(
      ({ value }) => typeof value === 'number',
    );
    const equal =
      numbers && a && b
        ? a.compare(b) === 0
        : isDeepStrictEqual(left.value, right.value);
    return { value: equal === (operator === '==') };
  }
  if (!a || !b) {
    return undefined;
  }
  switch (operator) {
    case '+':
      return toConstant(a.plus(b));
    case '-':
      return toConstant(a.plus(b.negated()));
    case '*':
      return toConstant(a.times(b));
    case '/':
      return toConstant(a.dividedBy(b));
    case '%':
      return toConstant(a.modulo(b));
    case '<':
      return { value: a.compare(b) < 0 };
    case '<=':
      return { value: a.compare(b) <= 0 };
    case '>':
      return { value: a.compare(b) > 0 };
    case '>=':
      return { value: a.compare(b) >= 0 };
    default:
      return undefined;
  }
}

/** One side may decide, whatever the other one is. */
function evaluateLogic(
  left: Constant,
  operator: '&&' | '||',
  right: Constant,
): Constant {
  const deciding = operator === '||';
  const truths = [left, right].map(side =>
    side?.value === null ? false : side && toTruth(side.value),
  );
  if (truths.includes(deciding)) {
    return { value: deciding };
  }
  return truths.includes(undefined) ? undefined : { value: !deciding };
}

/**
 * The result that a condition chooses, in the type that both results have in common. Collections whose elements would
 * have to be converted for that are left as they are written.
 */
export function evaluateCondition(
  condition: Constant,
  whenTrue: Constant,
  whenFalse: Constant,
): Constant {
  const truth =
    condition && condition.value !== null
      ? toTruth(condition.value)
      : undefined;
  if (truth === undefined) {
    return undefined;
  }
  const chosen = truth ? whenTrue : whenFalse;
  const other = truth ? whenFalse : whenTrue;
  if (!chosen || !other || chosen.value === null || other.value === null) {
    return chosen;
  }
  const kinds = new Set([kindOf(chosen.value), kindOf(other.value)]);
  if (kinds.size > 1) {
    const scalar = ![...kinds].some(kind => kind === 'list' || kind === 'map');
    // Everything that is no collection can be a text; a number is never a truth, nor the other way round.
    return scalar && kinds.has('string')
      ? { value: toText(chosen.value) }
      : undefined;
  }
  const elements = new Set([
    ...elementKinds(chosen.value),
    ...elementKinds(other.value),
  ]);
  return elements.size > 1 ? undefined : chosen;
}

type Kind = 'string' | 'number' | 'boolean' | 'list' | 'map' | 'null';

function kindOf(value: JsonValue): Kind {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'list' : 'map';
  }
  return typeof value as Kind;
}

/** Kinds of everything inside a collection that is none itself. */
function elementKinds(value: JsonValue): Set<Kind> {
  const kinds = new Set<Kind>();
  for (const element of typeof value === 'object'
    ? Object.values(value!)
    : []) {
    const kind = kindOf(element);
    const inside =
      kind === 'list' || kind === 'map' ? elementKinds(element) : [kind];
    inside.forEach(each => kinds.add(each));
  }
  kinds.delete('null');
  return kinds;
}

/** A value that is no collection as text; numbers without an exponent, as Terraform writes them. */
export function toText(value: JsonValue): string {
  const text = String(value);
  const [, sign, whole, fraction, exponent] =
    (typeof value === 'number' && /^(-?)(\d)\.?(\d*)e([+-]\d+)$/.exec(text)) ||
    [];
  if (exponent === undefined) {
    return text;
  }
  const digits = `${whole}${fraction}`;
  const point = 1 + Number(exponent);
  return point > 0
    ? `${sign}${digits.padEnd(point, '0')}`
    : `${sign}0.${'0'.repeat(-point)}${digits}`;
}

function toRational(constant: Constant): Rational | undefined {
  const { value, exact } = constant ?? {};
  if (exact) {
    return exact;
  }
  return typeof value === 'number' || typeof value === 'string'
    ? Rational.parse(String(value))
    : undefined;
}

function toConstant(exact: Rational | undefined): Constant {
  const value = exact?.toNumber();
  return value === undefined ? undefined : { value, exact };
}

/** Texts "true", "1", "false" and "0" convert. */
function toTruth(value: JsonValue): boolean | undefined {
  if (value === 'true' || value === '1') {
    return true;
  }
  if (value === 'false' || value === '0') {
    return false;
  }
  return typeof value === 'boolean' ? value : undefined;
}
