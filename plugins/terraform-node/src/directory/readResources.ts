import { TerraformResource } from '@connectly/plugin-terraform-common';
import { providerReferenceOf } from './attributes';
import { Declarations } from './declarations';
import { mergeDeclarations } from './mergeDeclarations';

const modes = {
  resource: 'managed',
  data: 'data',
  ephemeral: 'ephemeral',
} as const;

/** Reads `resource`, `data` and `ephemeral` blocks. */
export function readResources(declarations: Declarations): TerraformResource[] {
  return Object.entries(modes).flatMap(([blockType, mode]) => {
    const merged = mergeDeclarations({
      declarations: declarations.blocks(blockType, 2),
      findings: declarations.findings,
      read: ({ body }) => providerReferenceOf(body, 'provider'),
      merge: (base, override) => override ?? base,
    });
    return merged.map(({ declaration, parts }): TerraformResource => {
      const [type, name] = declaration.labels;
      return {
        type,
        name,
        provider: parts?.name ?? type.split('_')[0],
        providerAlias: parts?.alias,
        mode,
        position: declaration.position,
      };
    });
  });
}
