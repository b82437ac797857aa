import {
  MovedBlock,
  TerraformDirectory,
  TerraformOutput,
} from '@connectly/plugin-terraform-common';
import { sourceOf, textOf, truthOf } from './attributes';
import {
  Declarations,
  readDeclarations,
  ReadTerraformOptions,
} from './declarations';
import { mergeDeclarations } from './mergeDeclarations';
import { readModuleCalls } from './readModuleCalls';
import { readRequirements, toProviderRequirements } from './readRequirements';
import { readResources } from './readResources';
import { readVariables } from './readVariables';

/**
 * Reads everything that the `*.tf` and `*.tf.json` files of one directory declare, override files included.
 *
 * Never throws for what the files hold: broken HCL is a `PLT-201` finding with file and line, and everything around it
 * is read; a file too large or too deep is a `PLT-207` finding. Costs time in proportion to the text.
 *
 * @param files - texts by path; files in subdirectories and of other kinds are left alone
 * @public
 */
export async function readTerraformDirectory(
  files: Record<string, string>,
  options?: ReadTerraformOptions,
): Promise<TerraformDirectory> {
  const declarations = readDeclarations(files, options);
  const requirements = readRequirements(declarations);
  return {
    variables: readVariables(declarations),
    outputs: readOutputs(declarations),
    resources: readResources(declarations),
    moduleCalls: readModuleCalls(declarations),
    providers: toProviderRequirements(requirements),
    requiredVersion: requirements.terraform.join(', '),
    moved: readMoved(declarations),
    findings: declarations.findings,
  };
}

function readOutputs(declarations: Declarations): TerraformOutput[] {
  const merged = mergeDeclarations({
    declarations: declarations.blocks('output', 1),
    findings: declarations.findings,
    read: ({ body }) => ({
      description: textOf(body, 'description')?.replace(/\r\n/g, '\n'),
      sensitive: truthOf(body, 'sensitive'),
      ephemeral: truthOf(body, 'ephemeral'),
      expression: sourceOf(body, 'value'),
    }),
    merge: (base, override) => ({
      description: override.description ?? base.description,
      sensitive: override.sensitive ?? base.sensitive,
      ephemeral: override.ephemeral ?? base.ephemeral,
      expression: override.expression ?? base.expression,
    }),
  });
  return merged.map(({ declaration, parts }) => ({
    name: declaration.labels[0],
    description: parts.description ?? '',
    sensitive: parts.sensitive ?? false,
    ephemeral: parts.ephemeral ?? false,
    expression: parts.expression ?? '',
    position: declaration.position,
  }));
}

function readMoved(declarations: Declarations): MovedBlock[] {
  return declarations.blocks('moved', 0).map(({ body, position }) => ({
    from: sourceOf(body, 'from') ?? '',
    to: sourceOf(body, 'to') ?? '',
    position,
  }));
}
