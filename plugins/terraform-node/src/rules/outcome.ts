import { JsonValue } from '@connectly/plugin-terraform-common';

/** Something that only a run of Terraform can tell. */
export class Unknowable extends Error {}

/** Something that Terraform refuses, such as the index of a list that is too short. */
export class Refused extends Error {}

/** Steps, each element of a collection that is made counted: enough for all rules of every real module together. */
const stepLimit = 200_000;

/** What an evaluation, or several together, may use up, so that nobody can stop the server with rules or values. */
export class Budget {
  #left = stepLimit;

  charge(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new Unknowable('It takes too long.');
  }
}

export const isList = (value: JsonValue): value is JsonValue[] => Array.isArray(value);
export const isMap = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys in the order of Terraform. */
export function keysOf(map: { [key: string]: JsonValue }): string[] {
  return Object.keys(map).sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
}
