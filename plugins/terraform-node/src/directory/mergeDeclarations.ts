import { TerraformFinding } from '@connectly/plugin-terraform-common';
import { Declaration } from './declarations';

/** A declaration with what its override files left of it. */
export interface MergedDeclaration<T> {
  declaration: Declaration;
  parts: T;
}

/**
 * Joins blocks of the same labels: a second one in an override file changes the first, anywhere else it is a mistake
 * and is left out.
 */
export function mergeDeclarations<T>(options: {
  declarations: Declaration[];
  findings: TerraformFinding[];
  read: (declaration: Declaration) => T;
  merge: (base: T, override: T) => T;
}): MergedDeclaration<T>[] {
  const { declarations, findings, read, merge } = options;
  const merged = new Map<string, MergedDeclaration<T>>();
  for (const declaration of declarations) {
    const key = declaration.labels.join('\n');
    const known = merged.get(key);
    const called = `${declaration.type} "${declaration.labels.join('" "')}"`;
    if (!known) {
      merged.set(key, { declaration, parts: read(declaration) });
    } else if (declaration.override) {
      known.parts = merge(known.parts, read(declaration));
    }
    if (known && !declaration.override) {
      const first = `${known.declaration.position.file}:${known.declaration.position.line}`;
      const message = `${called} is declared a second time; the first stands at ${first}.`;
      findings.push({
        severity: 'error',
        code: 'PLT-201',
        message,
        position: declaration.position,
      });
    }
    if (!known && declaration.override) {
      const message = `${called} overrides nothing: no other file declares it.`;
      findings.push({
        severity: 'warning',
        code: 'PLT-201',
        message,
        position: declaration.position,
      });
    }
  }
  return [...merged.values()];
}
