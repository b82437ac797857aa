import { JsonValue } from '@connectly/plugin-terraform-common';
import { parseHcl } from '../hcl';
import { Budget, Refused, Unknowable } from './outcome';
import { RuleEvaluator } from './RuleEvaluator';

/**
 * Whether values keep a rule: `broken` also where Terraform fails on the condition; `unknown` where only a run of Terraform can
 * tell, because the condition needs a value that is not given, a resource or a function that is not computed here.
 * @public
 */
export type RuleState = 'holds' | 'broken' | 'unknown';

/**
 * Tries the condition of a `validation` block, as its author wrote it, on the values of variables. Never throws, and never runs
 * anything: time and memory are bounded, whatever condition and values hold.
 *
 * @param condition - HCL
 * @param values - by name of the variable, converted to its type; a variable that is missing makes what needs it `unknown`
 * @public
 */
export function evaluateRule(condition: string, values: ReadonlyMap<string, JsonValue>): RuleState {
  return createRuleCheck(values)(condition);
}

/** {@link evaluateRule} for many conditions, whose time and memory are bounded together. */
export function createRuleCheck(values: ReadonlyMap<string, JsonValue>): (condition: string) => RuleState {
  const budget = new Budget();
  return condition => evaluateWithin(condition, values, budget);
}

function evaluateWithin(condition: string, values: ReadonlyMap<string, JsonValue>, budget: Budget): RuleState {
  const { body, problems } = parseHcl(`condition = (\n${condition}\n)\n`);
  const expression = body.attribute('condition')?.expression;
  if (!expression || problems.length > 0 || body.attributes().length !== 1) return 'unknown';
  const evaluator = new RuleEvaluator(name => {
    const value = values.get(name);
    if (value === undefined) throw new Unknowable(`No value of ${name}.`);
    return value;
  }, budget);
  try {
    const result = evaluator.evaluate(expression);
    if (result === true || result === 'true') return 'holds';
    return result === false || result === 'false' || result === null ? 'broken' : 'unknown';
  } catch (error) {
    if (error instanceof Refused) return 'broken';
    if (error instanceof Unknowable || error instanceof RangeError) return 'unknown';
    throw error;
  }
}
