import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { DocumentQuery, DocumentSummary } from '@connectly/plugin-handbook-common';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { useHandbookLinks } from '../../links';

/** The documents of an entity. */
export interface EntityDocuments {
  /** What needs attention first, as many as were asked for. */
  items: DocumentSummary[];
  total: number;
  /** How many of all are overdue or broken. */
  attention: number;
}

/**
 * The documents of an entity, what needs attention first: those that a team owns, those of a service's repository, and those that
 * name the entity.
 */
export function useEntityDocuments(entity: Entity, limit: number): LoadState<EntityDocuments> {
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const query = queryOf(entity);
  return useLoad(
    async signal => {
      const [{ items, total }, attention] = await Promise.all([
        api.listDocuments({ ...query, order: 'urgency', language, limit }, { signal }),
        api.listDocuments({ ...query, freshness: 'attention', language, limit: 1 }, { signal }),
      ]);
      return { items, total, attention: attention.total };
    },
    [api, JSON.stringify(query), language, limit],
  );
}

/** The handbook's list of the same documents. */
export function useEntityDocumentsLink(entity: Entity): { all: string | undefined; attention: string | undefined } {
  const { handbook } = useHandbookLinks();
  const query = new URLSearchParams({ tab: 'all', ...queryOf(entity) });
  const all = handbook && `${handbook}?${query}`;
  return { all, attention: all && `${all}&freshness=attention` };
}

/** Whether the entity is a team, which owns documents. */
export function isTeam(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}

function queryOf(entity: Entity): Pick<DocumentQuery, 'owner' | 'about' | 'orRepository'> {
  const ref = stringifyEntityRef(entity);
  if (isTeam(entity)) return { owner: ref };
  const repository = entity.metadata.annotations?.[platformAnnotations.repository];
  // modules and stacks live in the central repository, whose documents are not theirs
  return entity.spec?.type === 'service' && repository ? { about: ref, orRepository: repository } : { about: ref };
}
