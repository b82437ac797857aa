import {
  JsonValue,
  TerraformFinding,
  TerraformVariable,
  VariableValidation,
} from '@connectly/plugin-terraform-common';
import { constantOf, sourceOf, textOf, truthOf } from './attributes';
import { Declaration, Declarations } from './declarations';
import { mergeDeclarations } from './mergeDeclarations';

type VariableParts = Partial<
  Omit<TerraformVariable, 'name' | 'required' | 'position'>
>;

/** Reads `variable` blocks; an override changes the arguments that it names, as Terraform does. */
export function readVariables(declarations: Declarations): TerraformVariable[] {
  const { findings } = declarations;
  const merged = mergeDeclarations<VariableParts>({
    declarations: declarations.blocks('variable', 1),
    findings,
    read: declaration => readParts(declaration, findings),
    merge: (base, override) => {
      // A default of one form takes the place of the other form's.
      const overridesDefault =
        'default' in override || 'defaultExpression' in override;
      const { default: value, defaultExpression, ...rest } = base;
      const kept = overridesDefault ? rest : base;
      // Terraform does not merge validation rules: those of the base stay.
      return { ...kept, ...override, validations: base.validations };
    },
  });
  return merged.map(({ declaration, parts }) => ({
    type: '',
    description: '',
    nullable: true,
    sensitive: false,
    ephemeral: false,
    validations: [],
    ...parts,
    name: declaration.labels[0],
    required: !('default' in parts || 'defaultExpression' in parts),
    position: declaration.position,
  }));
}

function readParts(
  { body, position }: Declaration,
  findings: TerraformFinding[],
): VariableParts {
  const constant = constantOf(body, 'default');
  const defaultSource = sourceOf(body, 'default');
  if (defaultSource !== undefined && !constant) {
    findings.push({
      severity: 'warning',
      code: 'PLT-201',
      message: 'The default is no plain value, as Terraform demands.',
      position: { file: position.file, line: body.attribute('default')!.line },
    });
  }
  return defined({
    type: typeOf(body),
    description: textOf(body, 'description')?.replace(/\r\n/g, '\n'),
    nullable: truthOf(body, 'nullable'),
    sensitive: truthOf(body, 'sensitive'),
    ephemeral: truthOf(body, 'ephemeral'),
    validations: body.blocks('validation', 0).map(
      (validation): VariableValidation => ({
        condition: sourceOf(validation.body, 'condition') ?? '',
        // A message may hold references; then it is shown as it is written.
        errorMessage:
          textOf(validation.body, 'error_message') ??
          sourceOf(validation.body, 'error_message') ??
          '',
      }),
    ),
    ...(constant
      ? { default: constant.value as JsonValue }
      : { defaultExpression: defaultSource }),
  });
}

/** Terraform before 0.12 had types in quotes, and still reads them. */
function typeOf(body: Declaration['body']): string | undefined {
  return textOf(body, 'type') ?? sourceOf(body, 'type');
}

function defined(parts: VariableParts): VariableParts {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== undefined),
  );
}
