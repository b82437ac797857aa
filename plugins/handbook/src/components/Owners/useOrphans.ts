import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { DocumentSummary } from '@connectly/plugin-handbook-common';
import { LoadState, useLoad } from '@connectly/plugin-platform-react';
import { handbookApiRef } from '../../api';
import { useReaderLanguage } from '../../language';
import { OwnerRow } from './useOwners';

/** Something whose owner the catalog does not have. */
export type Orphan = { key: string; owner: string } & ({ entity: Entity } | { document: DocumentSummary });

/** Those of them that were read. */
export interface Orphans {
  items: Orphan[];
  /** Whether there are more than are shown. */
  cut: boolean;
  /** Why some could not be read. */
  error?: Error;
}

/** Owners that are asked for at once. */
const askedLimit = 20;

/** Entities, and documents, that are shown. */
const shownLimit = 200;

/** What the owners that there are not still own; at most 200 of a kind. */
export function useOrphans(owners: OwnerRow[]): LoadState<Orphans> {
  const catalog = useApi(catalogApiRef);
  const api = useApi(handbookApiRef);
  const language = useReaderLanguage();
  const named = owners.map(each => each.owner);
  return useLoad(async signal => {
    const entities = await gather(named, signal, asked => [
      catalog
        .queryEntities({
          filter: { 'relations.ownedBy': asked },
          fields: ['kind', 'metadata', 'spec.type', 'spec.owner', 'relations'],
          limit: shownLimit,
        })
        .then(({ items, totalItems }) => ({
          total: totalItems,
          items: items.map((entity): Orphan => ({ key: stringifyEntityRef(entity), owner: ownerIn(entity, asked), entity })),
        })),
    ]);
    const authors = owners.filter(each => each.documents > 0).map(each => each.owner);
    const documents = await gather(authors, signal, asked =>
      asked.map(async owner => {
        const { items, total } = await api.listDocuments({ owner, language, limit: shownLimit }, { signal });
        const keyOf = ({ repository, path }: DocumentSummary) => `${repository}/${path}`;
        return { total, items: items.map((document): Orphan => ({ key: keyOf(document), owner: document.owner, document })) };
      }),
    );
    const items = [...entities.items, ...documents.items];
    const error = entities.error ?? documents.error;
    if (error && items.length === 0) throw error;
    return { items, error, cut: entities.cut || documents.cut };
    // the list is made anew each time that it is drawn
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalog, api, language, named.join(' ')]);
}

/** Asks for some owners at a time until there is enough to show, and keeps what was answered when another answer fails. */
async function gather(
  owners: string[],
  signal: AbortSignal,
  ask: (owners: string[]) => Promise<{ items: Orphan[]; total: number }>[],
): Promise<Orphans> {
  // something may be owned by two of them
  const found = new Map<string, Orphan>();
  let cut = false;
  let error: Error | undefined;
  for (let start = 0; start < owners.length; start += askedLimit) {
    signal.throwIfAborted();
    if (found.size >= shownLimit) {
      cut = true;
      break;
    }
    const answers = await Promise.allSettled(ask(owners.slice(start, start + askedLimit)));
    for (const answer of answers) {
      if (answer.status === 'rejected') {
        error ??= answer.reason as Error;
      } else {
        answer.value.items.forEach(orphan => found.set(orphan.key, orphan));
        cut ||= answer.value.total > answer.value.items.length;
      }
    }
    // who does not answer anything is not asked on and on
    if (answers.every(answer => answer.status === 'rejected')) break;
  }
  return { items: [...found.values()].slice(0, shownLimit), cut: cut || found.size > shownLimit, error };
}

function ownerIn(entity: Entity, owners: string[]): string {
  const owned = entity.relations?.find(({ type, targetRef }) => type === 'ownedBy' && owners.includes(targetRef));
  return owned?.targetRef ?? '';
}
