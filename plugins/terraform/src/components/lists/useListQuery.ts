import { useCallback, useEffect, useState } from 'react';
import { useQuery } from '../../routing';

/** Time after the last key until a search is asked for. */
const searchDelay = 250;

/** Search, filters and page of a list, which stand in the URL. */
export interface ListQuery {
  /** What the search field shows, ahead of `search` while somebody types. */
  typed: string;
  search: string;
  offset: number;
  filter: (name: string) => string;
  onType: (text: string) => void;
  /** Each change but that of the page goes back to the first page. */
  onFilter: (name: string, value: string) => void;
  onOffset: (offset: number) => void;
  clear: (filters?: string[]) => void;
}

export function useListQuery(): ListQuery {
  const [query, change] = useQuery();
  const search = query.get('search') ?? '';
  const [typed, setTyped] = useState(search);
  const offset = Math.max(
    0,
    Number.parseInt(query.get('offset') ?? '0', 10) || 0,
  );

  // back and forward change the URL under the field
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    if (typed.trim() === search) return undefined;
    const timer = setTimeout(
      () =>
        change({ search: typed.trim(), offset: undefined }, { replace: true }),
      searchDelay,
    );
    return () => clearTimeout(timer);
  }, [typed, search, change]);

  return {
    typed,
    search,
    offset,
    filter: name => query.get(name) ?? '',
    onType: setTyped,
    onFilter: useCallback(
      (name, value) => change({ [name]: value, offset: undefined }),
      [change],
    ),
    onOffset: useCallback(
      next => change({ offset: next ? String(next) : undefined }),
      [change],
    ),
    clear: useCallback(
      (filters = []) => {
        setTyped('');
        change({
          search: undefined,
          offset: undefined,
          ...Object.fromEntries(filters.map(name => [name, undefined])),
        });
      },
      [change],
    ),
  };
}
