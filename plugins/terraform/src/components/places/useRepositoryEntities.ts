import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { useLoad } from '@connectly/plugin-platform-react';

/** One object, so that what depends on it does not change with each render. */
const unknown = new Map<string, string>();

const annotation = `metadata.annotations.${platformAnnotations.repository}`;

/**
 * Entity references of services by their repository. It is a nicety: until it has come, and when it cannot be had,
 * repositories are shown by their own names.
 */
export function useRepositoryEntities(
  repositories: string[],
): Map<string, string> {
  const catalog = useApi(catalogApiRef);
  const names = [...new Set(repositories)].sort();
  const state = useLoad(async () => {
    if (names.length === 0) return new Map<string, string>();
    const { items } = await catalog.queryEntities({
      filter: {
        kind: 'component',
        'spec.type': 'service',
        [annotation]: names,
      },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.annotations',
      ],
      limit: names.length,
    });
    return new Map(
      items.map(entity => [
        entity.metadata.annotations?.[platformAnnotations.repository] ?? '',
        stringifyEntityRef(entity),
      ]),
    );
  }, [catalog, names.join(' ')]);
  return state.status === 'loaded' ? state.value : unknown;
}
