import { SearchFilterResultTypeBlueprint, SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { RiBookOpenLine } from '@remixicon/react';

/** Documents among the results of the search. */
export const handbookFoundItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === 'handbook',
    component: async () => (await import('../components/search')).HandbookFoundItem,
  },
});

/** Narrows the results to them. */
export const handbookResultType = SearchFilterResultTypeBlueprint.make({
  params: { value: 'handbook', name: 'Handbook', icon: <RiBookOpenLine /> },
});
