import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { ListQuery } from './useListQuery';

/** Time in milliseconds after the last key until a search is asked for. */
const searchDelay = 250;

/** The search field of a list. It keeps what is being typed to itself, so that a key does not draw the list again. @public */
export function ListSearch(props: {
  label: string;
  query: Pick<ListQuery, 'search' | 'onSearch'>;
}) {
  const { label, query } = props;
  const { search, onSearch } = query;
  const [typed, setTyped] = useState(search);

  // back, forward and clearing change the search under the field
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    const text = typed.trim();
    if (text === search) return undefined;
    const timer = setTimeout(() => onSearch(text), searchDelay);
    return () => clearTimeout(timer);
    // a search that changes under the field must not be answered with the text that it replaces
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [typed, onSearch]);

  return (
    <SearchField
      label={label}
      placeholder=""
      value={typed}
      onChange={setTyped}
    />
  );
}
