import { isDeepStrictEqual } from 'node:util';
import { JsonValue } from '@connectly/plugin-terraform-common';
import { Budget, isList, isMap, keysOf, Refused, Unknowable } from './outcome';
import { cidrNetmask } from './networks';
import { matchRegex } from './regularExpressions';

type Implementation = (values: JsonValue[], budget: Budget) => JsonValue;

function scalarText(value: JsonValue): string {
  if (typeof value === 'number' && !(Number.isSafeInteger(value) || /^-?\d+\.\d+$/.test(String(value)))) {
    throw new Unknowable('How a number is written.');
  }
  if (value === null || typeof value === 'object') throw new Refused('It has no text.');
  return String(value);
}

function text(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return scalarText(value ?? null);
}

function number(value: JsonValue | undefined): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  throw new Refused('A number is needed.');
}

function list(value: JsonValue | undefined): JsonValue[] {
  if (value !== undefined && isList(value)) return value;
  throw new Refused('A list is needed.');
}

function map(value: JsonValue | undefined): { [key: string]: JsonValue } {
  if (value !== undefined && isMap(value)) return value;
  throw new Refused('A map is needed.');
}

/** Elements of one kind compare as they are; what Terraform would convert first is left to it. */
function comparable(values: JsonValue[]): JsonValue[] {
  const kinds = new Set(values.filter(value => value !== null).map(value => (isList(value) ? 'list' : typeof value)));
  if (kinds.size > 1) throw new Unknowable('Values of several types.');
  return values;
}

function distinct(values: JsonValue[], budget: Budget): JsonValue[] {
  const kept: JsonValue[] = [];
  for (const value of comparable(values)) {
    budget.charge(1 + kept.length);
    if (!kept.some(each => isDeepStrictEqual(each, value))) kept.push(value);
  }
  return kept;
}

function flatten(values: JsonValue[], budget: Budget): JsonValue[] {
  budget.charge(values.length);
  return values.flatMap(value => (isList(value) ? flatten(value, budget) : [value]));
}

function has(values: JsonValue[], value: JsonValue, budget: Budget): boolean {
  budget.charge(values.length);
  comparable([...values, value]);
  return values.some(each => isDeepStrictEqual(each, value));
}

function truths(values: JsonValue[]): boolean[] {
  return values.map(value => {
    if (value === null || value === false || value === 'false') return false;
    if (value === true || value === 'true') return true;
    throw new Refused('A list of truths is needed.');
  });
}

function* rangeOf(values: number[], budget: Budget): Generator<number> {
  const [start, end] = values.length === 1 ? [0, values[0]] : values;
  const step = values[2] ?? (start <= end ? 1 : -1);
  if (step === 0 || (step > 0 ? end < start : end > start)) throw new Refused('It leads nowhere.');
  for (let index = 0, at = start; step > 0 ? at < end : at > end; index++, at += step) {
    if (index >= 1024) throw new Refused('A range has at most 1,024 numbers.');
    budget.charge(1);
    yield at;
  }
}

/** Functions of Terraform that need nothing but their arguments; `can` and `try` are the evaluator's. */
export const functions = new Map<string, Implementation>([
  ['abs', ([value]) => Math.abs(number(value))],
  ['alltrue', ([values]) => truths(list(values)).every(Boolean)],
  ['anytrue', ([values]) => truths(list(values)).some(Boolean)],
  ['ceil', ([value]) => Math.ceil(number(value))],
  ['cidrnetmask', ([value]) => cidrNetmask(text(value))],
  ['concat', (values, budget) => {
    budget.charge(values.reduce<number>((sum, each) => sum + list(each).length, 0));
    return values.flatMap(list);
  }],
  ['contains', ([values, value], budget) => has(list(values), value, budget)],
  ['distinct', ([values], budget) => distinct(list(values), budget)],
  ['endswith', ([value, end]) => text(value).endsWith(text(end))],
  ['flatten', ([values], budget) => flatten(list(values), budget)],
  ['floor', ([value]) => Math.floor(number(value))],
  ['jsondecode', ([value], budget) => {
    const json = text(value);
    budget.charge(json.length / 10);
    try {
      return JSON.parse(json) as JsonValue;
    } catch {
      throw new Refused('It is no JSON.');
    }
  }],
  ['keys', ([value], budget) => {
    const keys = keysOf(map(value));
    budget.charge(keys.length);
    return keys;
  }],
  ['length', ([value]) => {
    if (typeof value === 'string') {
      return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(value)].length;
    }
    if (typeof value !== 'object' || value === null) throw new Refused('It has no length.');
    return Object.keys(value).length;
  }],
  ['lookup', ([value, key, otherwise]) => {
    const found = map(value);
    const name = text(key);
    if (Object.hasOwn(found, name)) return found[name];
    if (otherwise === undefined) throw new Refused(`There is no "${name}".`);
    return otherwise;
  }],
  ['lower', ([value]) => text(value).toLowerCase()],
  ['max', values => Math.max(...values.map(number))],
  ['min', values => Math.min(...values.map(number))],
  ['range', (values, budget) => [...rangeOf(values.map(number), budget)]],
  ['regex', ([pattern, value], budget) => matchRegex(text(pattern), text(value), budget)],
  ['setintersection', ([first, ...others], budget) =>
    distinct(list(first), budget).filter(value => others.every(other => has(list(other), value, budget)))],
  ['setsubtract', ([first, second], budget) => distinct(list(first), budget).filter(value => !has(list(second), value, budget))],
  ['setunion', (values, budget) => distinct(values.flatMap(list), budget)],
  ['startswith', ([value, start]) => text(value).startsWith(text(start))],
  ['strcontains', ([value, part]) => text(value).includes(text(part))],
  ['sum', ([values]) => list(values).map(number).reduce((sum, value) => sum + value, 0)],
  ['tolist', ([values]) => list(values)],
  ['tomap', ([value]) => map(value)],
  ['tonumber', ([value]) => (value === null ? null : number(value))],
  ['toset', ([values], budget) => distinct(list(values), budget)],
  ['tostring', ([value]) => (value === null ? null : scalarText(value))],
  // Go trims what Unicode calls white space; so does JavaScript, but for the byte order mark
  ['trimspace', ([value]) => text(value).replace(/^[\p{White_Space}]+|[\p{White_Space}]+$/gu, '')],
  ['upper', ([value]) => text(value).toUpperCase()],
  ['values', ([value], budget) => {
    const found = map(value);
    budget.charge(Object.keys(found).length);
    return keysOf(found).map(key => found[key]);
  }],
]);
