import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { DocumentQuery, DocumentSummary } from '@connectly/plugin-handbook-common';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';

const urgency = { broken: 0, overdue: 1, fresh: 2 };

/**
 * The documents of an entity, what needs attention first: those that a team owns, those of a service's repository, and those that
 * name the entity.
 */
export function useEntityDocuments(entity: Entity): LoadState<DocumentSummary[]> {
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const queries = queriesOf(entity);
  return useLoad(
    async signal => {
      const pages = await Promise.all(queries.map(query => api.listDocuments({ ...query, language, limit: 200 }, { signal })));
      const documents = pages.flatMap(page => page.items);
      return [...new Map(documents.map(each => [`${each.repository}/${each.path}`, each])).values()].sort(byUrgency);
    },
    [api, JSON.stringify(queries), language],
  );
}

/** Whether the entity is a team, which owns documents. */
export function isTeam(entity: Entity): boolean {
  return entity.kind.toLocaleLowerCase('en-US') === 'group';
}

function queriesOf(entity: Entity): DocumentQuery[] {
  const ref = stringifyEntityRef(entity);
  if (isTeam(entity)) return [{ owner: ref }];
  const repository = entity.metadata.annotations?.[platformAnnotations.repository];
  // modules and stacks live in the central repository, whose documents are not theirs
  return entity.spec?.type === 'service' && repository ? [{ repository }, { about: ref }] : [{ about: ref }];
}

function byUrgency(left: DocumentSummary, right: DocumentSummary): number {
  return (
    urgency[left.freshness] - urgency[right.freshness] ||
    left.kind.localeCompare(right.kind) ||
    left.path.localeCompare(right.path)
  );
}
