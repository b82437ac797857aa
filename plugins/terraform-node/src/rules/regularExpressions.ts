import { JsonValue } from '@connectly/plugin-terraform-common';
import { RE2JS } from 're2js';
import { Budget, Refused, Unknowable } from './outcome';

/** Longest pattern and longest text, in UTF-16 units. */
const patternLimit = 2_000;
const textLimit = 64 * 1024;
/** Largest program that RE2 makes of a pattern: its time grows with this and with the text's length. */
const programLimit = 20_000;

/** Terraform's `regex`: it is RE2, which answers in linear time. */
export function matchRegex(pattern: string, text: string, budget: Budget): JsonValue {
  if (pattern.length > patternLimit || text.length > textLimit) throw new Unknowable('Too long for a regular expression.');
  let expression: RE2JS;
  try {
    expression = RE2JS.compile(pattern);
  } catch {
    throw new Refused('It is no regular expression.');
  }
  if (expression.programSize() > programLimit) throw new Unknowable('The expression repeats too much.');
  budget.charge(1 + Math.ceil((expression.programSize() * text.length) / 10_000));
  const matcher = expression.matcher(text);
  if (!matcher.find()) throw new Refused('The expression does not match.');
  const count = expression.groupCount();
  if (count === 0) return matcher.group(0) ?? '';
  const names = Object.keys(expression.namedGroups());
  if (names.length > 0) return Object.fromEntries(names.map(name => [name, matcher.group(name) ?? null]));
  return Array.from({ length: count }, (_, index) => matcher.group(index + 1) ?? null);
}
