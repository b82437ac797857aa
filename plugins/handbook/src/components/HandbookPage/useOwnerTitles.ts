import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '@connectly/plugin-platform-react';
import { isEntityRef, readEntityRef } from '../../entityRefs';

/** Says the title of each of at most some hundred owners; one that the catalog does not show is called as its reference calls it. */
export function useOwnerTitles(owners: string[]): (owner: string) => string {
  const catalog = useApi(catalogApiRef);
  const state = useLoad(
    async () => {
      const entityRefs = owners.filter(isEntityRef);
      if (entityRefs.length === 0) return new Map<string, string>();
      const fields = ['kind', 'metadata.name', 'metadata.namespace', 'metadata.title'];
      const { items } = await catalog.getEntitiesByRefs({ entityRefs, fields });
      return new Map(entityRefs.map((owner, index) => [owner, titleOf(owner, items[index])]));
    },
    // the list is made anew each time that it is drawn
    [catalog, owners.join(' ')],
    { keep: true },
  );
  return owner => (state.status === 'loaded' && state.value.get(owner)) || titleOf(owner);
}

function titleOf(owner: string, entity?: Entity): string {
  return entity?.metadata.title ?? readEntityRef(owner, 'group')?.name ?? owner;
}
