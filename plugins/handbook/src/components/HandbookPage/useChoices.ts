import { useApi } from '@backstage/frontend-plugin-api';
import { DocumentChoices, DocumentKind } from '@connectly/plugin-handbook-common';
import { useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';

const none: DocumentChoices = { tags: [], repositories: [], owners: [], cut: { tags: false, repositories: false, owners: false } };

/**
 * What a list can be narrowed by, in alphabetical order.
 *
 * @param chosen - what narrows it already; it is offered even when it is not among the most frequent
 */
export function useChoices(
  kind: DocumentKind | undefined,
  chosen: { tag: string; repository: string; owner: string },
): DocumentChoices {
  const api = useApi(handbookApiRef);
  const state = useLoad(signal => api.listChoices({ kind }, { signal }), [api, kind], { keep: true });
  const known = state.status === 'loaded' ? state.value : none;
  const withChosen = (values: string[], value: string) =>
    [...new Set([...values, value])].filter(Boolean).sort((left, right) => left.localeCompare(right));
  return {
    tags: withChosen(known.tags, chosen.tag),
    repositories: withChosen(known.repositories, chosen.repository),
    owners: withChosen(known.owners, chosen.owner),
    cut: known.cut,
  };
}
