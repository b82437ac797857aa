/**
 * The only file that knows the router: drilling down from a list to one of its things, and state in the URL's query,
 * which back and refresh keep.
 */
import { ReactNode, useCallback } from 'react';
import { Route, Routes, useParams, useResolvedPath, useSearchParams } from 'react-router-dom';
import { NotFound } from './NotFound';

/** A list at the page's own path and one thing of it below; whatever else is asked for is not there, and leads back. @public */
export function ListAndDetail(props: {
  list: ReactNode;
  /** What has that name; undefined when nothing has. */
  detail: (name: string) => ReactNode;
}) {
  const { pathname } = useResolvedPath('.');
  const notFound = <NotFound back={pathname} />;
  return (
    <Routes>
      <Route path="/" element={props.list} />
      <Route path="/:name" element={<Detail render={name => props.detail(name) ?? notFound} />} />
      <Route path="*" element={notFound} />
    </Routes>
  );
}

function Detail({ render }: { render: (name: string) => ReactNode }) {
  const { name = '' } = useParams();
  return <>{render(name)}</>;
}

/** What {@link useQuery} changes: an undefined or empty value removes its parameter. @public */
export type QueryChanges = Record<string, string | undefined>;

/** The parameters of the URL's query, and a way to change some of them. @public */
export function useQuery(): [
  query: URLSearchParams,
  change: (changes: QueryChanges, options?: { replace?: boolean }) => void,
] {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (changes: QueryChanges, options: { replace?: boolean } = {}) =>
      setQuery(current => withChanges(current, changes), {
        replace: options.replace,
      }),
    [setQuery],
  );
  return [query, change];
}

/** The query with changes, as it stands in a link. @public */
export function withChanges(
  query: URLSearchParams,
  changes: QueryChanges,
): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value) changed.set(name, value);
    else changed.delete(name);
  }
  return changed;
}
