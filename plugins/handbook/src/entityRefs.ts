import { CompoundEntityRef, parseEntityRef } from '@backstage/catalog-model';

/** The parts of a reference; nothing of what is none, such as what somebody wrote into an address. */
export function readEntityRef(ref: string, defaultKind?: string): CompoundEntityRef | undefined {
  try {
    const parts = parseEntityRef(ref, { defaultKind });
    return /[/:]/.test(parts.name) ? undefined : parts;
  } catch {
    return undefined;
  }
}

/** Whether it is a reference with a kind, as the catalog asks for. */
export function isEntityRef(ref: string): boolean {
  return readEntityRef(ref) !== undefined;
}
