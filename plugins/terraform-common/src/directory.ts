/** Where something stands in a repository's files: `line` counts from 1. @public */
export interface SourcePosition {
  file: string;
  line: number;
}

/** Any value that JSON can hold. @public */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

/** One `validation` block of a variable; the condition is HCL as written. @public */
export interface VariableValidation {
  condition: string;
  errorMessage: string;
}

/** An input variable as its file declares it. @public */
export interface TerraformVariable {
  name: string;
  /** The type expression as written, with its own line breaks; empty when the file gives none. */
  type: string;
  description: string;
  /** The default as JSON, or as HCL text in `defaultExpression` when it is not a constant. Absent when required. */
  default?: JsonValue;
  defaultExpression?: string;
  required: boolean;
  nullable: boolean;
  sensitive: boolean;
  ephemeral: boolean;
  validations: VariableValidation[];
  position: SourcePosition;
}

/** An output as its file declares it. @public */
export interface TerraformOutput {
  name: string;
  description: string;
  sensitive: boolean;
  ephemeral: boolean;
  /** The value expression, HCL as written. */
  expression: string;
  position: SourcePosition;
}

/** A managed resource, a data source or an ephemeral resource. @public */
export interface TerraformResource {
  type: string;
  name: string;
  /** Local name of the provider, the type's first word when nothing else is written. */
  provider: string;
  /** Set when the resource uses an aliased provider configuration, such as `replica` of `aws.replica`. */
  providerAlias?: string;
  mode: 'managed' | 'data' | 'ephemeral';
  position: SourcePosition;
}

/**
 * What a call gives to a variable: a constant as JSON, everything else as HCL text.
 * `keys` are the names of an object's entries when the names are constant and the values are not.
 * @public
 */
export type ModuleArgument =
  | { constant: JsonValue }
  | { expression: string; keys?: string[] };

/** A call of another module. Meta-arguments are not among its `arguments`. @public */
export interface ModuleCall {
  name: string;
  /** As written; empty when it is missing or no constant, with a finding. */
  source: string;
  version?: string;
  arguments: Record<string, ModuleArgument>;
  /** The expression of `for_each` or `count`, when the module is called more than once. */
  repetition?: { by: 'for_each' | 'count'; expression: string };
  position: SourcePosition;
}

/** `required_providers` entry. @public */
export interface ProviderRequirement {
  name: string;
  source?: string;
  /** Constraints of every place that requires the provider, joined by `, `. */
  version?: string;
  /** Configurations that the caller must pass, such as `aws.replica`. */
  configurationAliases: string[];
}

/** A `moved` block: addresses as written. @public */
export interface MovedBlock {
  from: string;
  to: string;
  position: SourcePosition;
}

/** Something wrong in the files that were read. Reading goes on after it. @public */
export interface TerraformFinding {
  severity: 'error' | 'warning';
  /** `PLT-nnn` */
  code: string;
  message: string;
  position: SourcePosition;
}

/** Everything that one directory of Terraform declares. @public */
export interface TerraformDirectory {
  variables: TerraformVariable[];
  outputs: TerraformOutput[];
  resources: TerraformResource[];
  moduleCalls: ModuleCall[];
  providers: ProviderRequirement[];
  /** `required_version` constraints joined by `, `; empty when none is written. */
  requiredVersion: string;
  moved: MovedBlock[];
  findings: TerraformFinding[];
}
