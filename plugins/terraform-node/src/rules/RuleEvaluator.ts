import { JsonValue } from '@connectly/plugin-terraform-common';
import { evaluateBinary, evaluateCondition, evaluateUnary, toText } from '../hcl/evaluateOperation';
import { evaluateKey } from '../hcl/evaluateConstant';
import { ParsedExpression } from '../hcl';
import { functions } from './functions';
import { Budget, isList, isMap, keysOf, Refused, Unknowable } from './outcome';

type Operation = Extract<ParsedExpression, { kind: 'operation' }>;
type Call = Extract<ParsedExpression, { kind: 'call' }>;
type Names = Map<string, JsonValue>;

const sameValue = (left: JsonValue, right: JsonValue) => JSON.stringify(left) === JSON.stringify(right);

/**
 * Computes an expression of HCL over the values of variables, as Terraform computes it. It walks the tree that the parser made;
 * nothing is ever run. What it does not know it says: every answer that it gives is Terraform's.
 */
export class RuleEvaluator {
  readonly #variable: (name: string) => JsonValue;
  readonly #budget: Budget;

  /** @param variable - the value of `var.<name>`; throws Unknowable where there is none */
  constructor(variable: (name: string) => JsonValue, budget: Budget) {
    this.#variable = variable;
    this.#budget = budget;
  }

  /** @throws Unknowable, or Refused where Terraform would fail */
  evaluate(expression: ParsedExpression, names: Names = new Map()): JsonValue {
    this.#budget.charge(1);
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'template':
        return this.#template(expression.parts, names);
      case 'tuple':
        return expression.items.map(item => this.evaluate(item, names));
      case 'object':
        return Object.fromEntries(
          expression.entries.map(({ key, value }) => [evaluateKey(key) ?? this.#key(key, names), this.evaluate(value, names)]),
        );
      case 'reference': {
        const { root, steps } = expression;
        if (names.has(root)) return this.#traverse(names.get(root)!, steps, names);
        const [name, ...rest] = steps;
        if (root !== 'var' || typeof name !== 'string') throw new Unknowable(`Only a run knows ${root}.`);
        return this.#traverse(this.#variable(name), rest, names);
      }
      case 'call':
        return this.#call(expression, names);
      default:
        return this.#operation(expression, names);
    }
  }

  #key(key: ParsedExpression, names: Names): string {
    const value = this.evaluate(key, names);
    if (typeof value !== 'string') throw new Unknowable('A key that is no text.');
    return value;
  }

  #template(parts: (string | ParsedExpression)[], names: Names): JsonValue {
    const values = parts.map(part => (typeof part === 'string' ? part : this.evaluate(part, names)));
    if (values.length === 1 && typeof parts[0] !== 'string') return values[0];
    if (values.some(value => value === null || typeof value === 'object')) throw new Refused('A text holds texts.');
    const text = values.map(toText).join('');
    this.#budget.charge(text.length / 100);
    return text;
  }

  #traverse(start: JsonValue, steps: (string | ParsedExpression)[], names: Names): JsonValue {
    let value = start;
    for (const [index, step] of steps.entries()) {
      this.#budget.charge(1);
      if (step === '*') {
        const items = isList(value) ? value : [value].filter(each => each !== null);
        return items.map(item => this.#traverse(item, steps.slice(index + 1), names));
      }
      value = this.#step(value, typeof step === 'string' ? step : this.evaluate(step, names));
    }
    return value;
  }

  #step(value: JsonValue, key: JsonValue): JsonValue {
    if (isList(value)) {
      const index = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : key;
      if (typeof index === 'number' && Object.hasOwn(value, index)) return value[index];
      throw new Refused('The list has no such element.');
    }
    if (isMap(value) && typeof key === 'string' && Object.hasOwn(value, key)) return value[key];
    if (isMap(value) && typeof key === 'number') throw new Unknowable('A number as a key.');
    throw new Refused('There is no such attribute.');
  }

  #call({ name, arguments: given, expanded }: Call, names: Names): JsonValue {
    if (name === 'can') return this.#attempt(given[0], names) !== undefined;
    if (name === 'try') {
      for (const each of given) {
        const found = this.#attempt(each, names);
        if (found) return found.value;
      }
      throw new Refused('Nothing that was tried succeeds.');
    }
    const implementation = functions.get(name);
    if (!implementation) throw new Unknowable(`The function ${name}.`);
    const values = given.map(each => this.evaluate(each, names));
    const last = expanded ? values.pop() : undefined;
    if (last !== undefined) values.push(...(isList(last) ? last : [last]));
    return implementation(values, this.#budget);
  }

  /** `undefined` when Terraform refuses it. */
  #attempt(expression: ParsedExpression, names: Names): { value: JsonValue } | undefined {
    try {
      return { value: this.evaluate(expression, names) };
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  #operation(expression: Operation, names: Names): JsonValue {
    const { operands, operators = [], comprehension, steps, directive } = expression;
    if (directive) throw new Unknowable('A directive of a template.');
    if (comprehension) return this.#comprehension(expression, names);
    if (steps) return this.#traverse(this.evaluate(operands[0], names), steps, names);
    if (operators.length === 0) return this.evaluate(operands[0], names);
    if (operators[0] === '?') return this.#condition(operands, names);
    if (operands.length === 1) {
      const value = this.evaluate(operands[0], names);
      return settled(evaluateUnary(operators[0], { value }), [value]);
    }
    if (operators[0] === '&&' || operators[0] === '||') return this.#logic(operands, operators[0], names);
    let result = { value: this.evaluate(operands[0], names) };
    for (const [index, operator] of operators.entries()) {
      const right = { value: this.evaluate(operands[index + 1], names) };
      result = compare(result.value, operator, right.value) ?? {
        value: settled(evaluateBinary(result, operator, right), [result.value, right.value]),
      };
    }
    return result.value;
  }

  /**
   * Older Terraform computes both sides, newer Terraform the right one only when the left one does not decide. An answer on which
   * both agree is given.
   */
  #logic(operands: ParsedExpression[], operator: '&&' | '||', names: Names): boolean {
    const deciding = operator === '||';
    const sides = operands.map(operand => {
      try {
        return truth(this.evaluate(operand, names));
      } catch (error) {
        if (error instanceof Refused || error instanceof Unknowable) return error;
        throw error;
      }
    });
    const [refused, unknowable] = [sides.some(side => side instanceof Refused), sides.some(side => side instanceof Unknowable)];
    if (sides.includes(deciding)) {
      // a side that cannot be told may be one that is refused
      if (refused || unknowable) throw new Unknowable('It depends on the version of Terraform.');
      return deciding;
    }
    if (unknowable) throw new Unknowable('One side cannot be told.');
    if (refused) throw new Refused('One side is refused.');
    return !deciding;
  }

  #condition([condition, whenTrue, whenFalse]: ParsedExpression[], names: Names): JsonValue {
    const chosenFirst = truth(this.evaluate(condition, names));
    const chosen = { value: this.evaluate(chosenFirst ? whenTrue : whenFalse, names) };
    let other: { value: JsonValue } | undefined;
    try {
      other = this.#attempt(chosenFirst ? whenFalse : whenTrue, names);
    } catch (error) {
      if (!(error instanceof Unknowable)) throw error;
      if (typeof chosen.value !== 'boolean') throw error;
    }
    if (!other || sameValue(chosen.value, other.value)) return chosen.value;
    return settled(evaluateCondition({ value: true }, chosen, other), []);
  }

  #comprehension({ operands, comprehension }: Operation, names: Names): JsonValue {
    const { names: own, object, grouped, filtered } = comprehension!;
    const source = this.evaluate(operands[0], names);
    if (typeof source !== 'object' || source === null) throw new Refused('Nothing to go through.');
    const pairs: [JsonValue, JsonValue][] = isList(source)
      ? source.map((value, index) => [index, value])
      : keysOf(source).map(key => [key, source[key]]);
    const list: JsonValue[] = [];
    const map = new Map<string, JsonValue>();
    for (const [key, value] of pairs) {
      const inner = new Map(names);
      if (own.length > 1) inner.set(own[0], key);
      inner.set(own[own.length - 1], value);
      this.#budget.charge(1 + inner.size);
      if (filtered && !truth(this.evaluate(operands[operands.length - 1], inner))) continue;
      const made = this.evaluate(operands[object ? 2 : 1], inner);
      if (!object) {
        list.push(made);
        continue;
      }
      const name = this.#key(operands[1], inner);
      if (grouped) map.set(name, [...((map.get(name) as JsonValue[] | undefined) ?? []), made]);
      else if (map.has(name)) throw new Refused(`Two entries have the key "${name}".`);
      else map.set(name, made);
    }
    return object ? Object.fromEntries(map) : list;
  }
}

function truth(value: JsonValue): boolean {
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw value === '1' || value === '0' ? new Unknowable('A digit as a truth.') : new Refused('It is no truth.');
}

/** Equality of collections asks for their types, which are not kept here. */
function compare(left: JsonValue, operator: string, right: JsonValue): { value: JsonValue } | undefined {
  if (operator !== '==' && operator !== '!=') return undefined;
  const isNull = left === null || right === null;
  if (isNull) return { value: (left === right) === (operator === '==') };
  if (typeof left === 'object' || typeof right === 'object') throw new Unknowable('The types of collections.');
  return undefined;
}

/** What an operator that says nothing means: with operands that it takes, only a run tells. */
function settled(result: { value: JsonValue } | undefined, operands: JsonValue[]): JsonValue {
  if (result) return result.value;
  if (operands.some(value => value === null || typeof value === 'object')) throw new Refused('The operator does not take it.');
  throw new Unknowable('The operator.');
}
