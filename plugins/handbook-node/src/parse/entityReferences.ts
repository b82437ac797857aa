import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** Short names of what the platform has entities for, see DESIGN: modules are components and stacks are resources. */
const kinds: Record<string, string> = { module: 'component', stack: 'resource', contract: 'api' };

/** `module:rds` as `component:default/rds`. @throws when it is no reference */
export function entityOf(reference: string): string {
  const parsed = parseEntityRef(reference, { defaultNamespace: 'default' });
  return stringifyEntityRef({ ...parsed, kind: kinds[parsed.kind.toLowerCase()] ?? parsed.kind });
}

/** `platform` or `group:platform` as `group:default/platform`. @throws when it is no reference */
export function ownerOf(reference: string): string {
  return stringifyEntityRef(parseEntityRef(reference, { defaultKind: 'group', defaultNamespace: 'default' }));
}
