import { useMemo } from 'react';
import { useQuery } from '../routing';

/** Search, filters and page of a list, which stand in the URL. @public */
export interface ListQuery {
  search: string;
  offset: number;
  filter: (name: string) => string;
  /** Each change but that of the page goes back to the first page. */
  onSearch: (text: string) => void;
  onFilter: (name: string, value: string) => void;
  onOffset: (offset: number) => void;
  /** Removes the search and the filters named. */
  clear: (filters?: string[]) => void;
}

/** @public */
export function useListQuery(): ListQuery {
  const [query, change] = useQuery();
  return useMemo(
    () => ({
      search: query.get('search') ?? '',
      offset: Math.max(0, Number.parseInt(query.get('offset') ?? '0', 10) || 0),
      filter: name => query.get(name) ?? '',
      // typing leaves one entry in the history and not one for each pause
      onSearch: search =>
        change({ search, offset: undefined }, { replace: true }),
      onFilter: (name, value) => change({ [name]: value, offset: undefined }),
      onOffset: offset =>
        change({ offset: offset ? String(offset) : undefined }),
      clear: (filters = []) =>
        change({
          search: undefined,
          offset: undefined,
          ...Object.fromEntries(filters.map(name => [name, undefined])),
        }),
    }),
    [query, change],
  );
}
