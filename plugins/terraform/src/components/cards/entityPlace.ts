import { Entity } from '@backstage/catalog-model';
import { platformAnnotations } from '@connectly/plugin-platform-common';

/** `owner/name` of the repository that a service lives in; empty when the entity does not say. */
export function repositoryOf(entity: Entity): string {
  return entity.metadata.annotations?.[platformAnnotations.repository] ?? '';
}

/** The name of a module or stack: its directory's, because an entity's own name may have had to be made unique. */
export function directoryNameOf(entity: Entity): string {
  const directory =
    entity.metadata.annotations?.[platformAnnotations.directory];
  return directory?.split('/').filter(Boolean).pop() ?? entity.metadata.name;
}
