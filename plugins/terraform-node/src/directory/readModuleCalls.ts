import { ModuleArgument, ModuleCall } from '@connectly/plugin-terraform-common';
import { argumentOf, sourceOf, textOf } from './attributes';
import { Declarations } from './declarations';
import { mergeDeclarations } from './mergeDeclarations';

const metaArguments = new Set([
  'source',
  'version',
  'providers',
  'count',
  'for_each',
  'depends_on',
]);

type CallParts = Pick<ModuleCall, 'version' | 'arguments' | 'repetition'> & {
  source?: string;
};

/** Reads `module` blocks. */
export function readModuleCalls(declarations: Declarations): ModuleCall[] {
  const { findings } = declarations;
  const merged = mergeDeclarations<CallParts>({
    declarations: declarations.blocks('module', 1),
    findings,
    read: ({ body }) => {
      const args: [string, ModuleArgument][] = [];
      for (const attribute of body.attributes()) {
        if (!metaArguments.has(attribute.name)) {
          args.push([attribute.name, argumentOf(body, attribute.expression)]);
        }
      }
      return {
        source: textOf(body, 'source'),
        version: textOf(body, 'version'),
        arguments: Object.fromEntries(args),
        repetition:
          repetitionOf('for_each', sourceOf(body, 'for_each')) ??
          repetitionOf('count', sourceOf(body, 'count')),
      };
    },
    merge: (base, override) => ({
      source: override.source ?? base.source,
      version: override.version ?? base.version,
      arguments: { ...base.arguments, ...override.arguments },
      repetition: override.repetition ?? base.repetition,
    }),
  });
  return merged.map(({ declaration, parts }) => {
    const { position } = declaration;
    const [name] = declaration.labels;
    if (parts.source === undefined) {
      const message = `module "${name}" has no source that is plain text.`;
      findings.push({ severity: 'error', code: 'PLT-201', message, position });
    }
    return { ...parts, name, source: parts.source ?? '', position };
  });
}

function repetitionOf(
  by: 'for_each' | 'count',
  expression: string | undefined,
): ModuleCall['repetition'] {
  return expression === undefined ? undefined : { by, expression };
}
