import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { readEntityRef } from '../entityRefs';

/** Leads to an entity that an address names; what cannot be the name of one is shown as text. */
export function RefLink({ entityRef, defaultKind }: { entityRef: string; defaultKind: string }) {
  // the link itself demands a kind of every text, and throws without one
  const parts = readEntityRef(entityRef, defaultKind);
  return parts ? <EntityRefLink entityRef={parts} defaultKind={defaultKind} /> : <>{entityRef}</>;
}
