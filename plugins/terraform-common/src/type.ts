import { JsonValue } from './directory';

/** The type of a variable, as its constraint says. @public */
export type TerraformType =
  | { kind: 'string' | 'number' | 'bool' | 'any' }
  | { kind: 'list' | 'set' | 'map'; element: TerraformType }
  | { kind: 'tuple'; elements: TerraformType[] }
  | { kind: 'object'; attributes: TerraformTypeAttribute[] };

/** One attribute of an object type. @public */
export interface TerraformTypeAttribute {
  name: string;
  type: TerraformType;
  optional: boolean;
  /** What an optional attribute is when it is left out; null without it. */
  default?: JsonValue;
}
