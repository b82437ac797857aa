import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';

/** Something whose owner the catalog does not have. */
export type Orphan = { key: string; owner: string } & ({ entity: Entity } | { document: DocumentSummary });

/** What the owners that there are not still own; at most 200 of a kind. */
export function useOrphans(owners: string[]): LoadState<Orphan[]> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  return useLoad(async signal => {
    if (owners.length === 0) return [];
    const [{ items }, ...documents] = await Promise.all([
      catalog.queryEntities({
        filter: { 'relations.ownedBy': owners },
        fields: ['kind', 'metadata', 'spec.type', 'spec.owner', 'relations'],
        limit: 200,
      }),
      ...owners.map(owner => api.listDocuments({ owner, language, limit: 200 }, { signal })),
    ]);
    const entities = items.map(
      (entity): Orphan => ({ key: stringifyEntityRef(entity), owner: ownerIn(entity, owners), entity }),
    );
    const orphans = documents.flatMap(page =>
      page.items.map((document): Orphan => ({ key: `${document.repository}/${document.path}`, owner: document.owner, document })),
    );
    return [...entities, ...orphans];
    // the list is made anew each time that it is drawn
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalog, api, language, owners.join(' ')]);
}

function ownerIn(entity: Entity, owners: string[]): string {
  const owned = entity.relations?.find(({ type, targetRef }) => type === 'ownedBy' && owners.includes(targetRef));
  return owned?.targetRef ?? '';
}
