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

/** A managed resource or a data source. @public */
export interface TerraformResource {
  type: string;
  name: string;
  /** Local name of the provider, the type's first word when nothing else is written. */
  provider: string;
  mode: 'managed' | 'data';
  position: SourcePosition;
}

/** A call of another module; `arguments` holds constants as JSON and everything else as HCL text. @public */
export interface ModuleCall {
  name: string;
  source: string;
  version?: string;
  arguments: Record<string, { constant: JsonValue } | { expression: string }>;
  position: SourcePosition;
}

/** `required_providers` entry. @public */
export interface ProviderRequirement {
  name: string;
  source?: string;
  version?: string;
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
