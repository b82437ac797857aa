import { JsonValue } from './directory';
import { TerraformType } from './type';

/** What a form needs to know of an input beyond its declaration. @public */
export interface ModuleInput {
  name: string;
  /** Missing when the constraint is not understood. */
  type?: TerraformType;
  /** The values that a rule allows, when a rule lists them. */
  choices?: JsonValue[];
}

/** A call of a module as somebody fills it in. @public */
export interface ModuleCallDraft {
  /** Name of the `module` block. */
  call: string;
  /** By input. An input that is left out keeps its default. */
  values: Record<string, JsonValue>;
  /** Inputs that get their value from where `module.yaml` says. */
  wired: string[];
}

/** A value that does not have the type, and where in it. @public */
export interface TypeProblem {
  /** Names and indices from the value's root, such as `["/orders", "port"]`. */
  path: string[];
  /** What is wanted there: a type's kind, an attribute that is missing, or a number of elements. */
  expected: { type: TerraformType['kind'] } | { attribute: string } | { elements: number };
}

/**
 * What is wrong with the value of an input. `missing`: it is required. `unknown`: the module has no such input. `secret`: its value
 * must not stand in a file.
 * @public
 */
export type InputProblem =
  | { input: string; kind: 'missing' | 'unknown' | 'secret' }
  | ({ input: string; kind: 'type' } & TypeProblem)
  | { input: string; kind: 'rule'; message: string };

/** Whether a draft keeps the module's rules. @public */
export interface InputCheck {
  problems: InputProblem[];
  /** Rules of inputs that were filled in which only a run of Terraform can tell. */
  untold: { input: string; message: string }[];
}

/** A draft, checked and written. @public */
export interface ModuleCallAnswer extends InputCheck {
  /** In the layout of `terraform fmt`; what has a problem is left out. */
  files: { path: string; text: string }[];
}
