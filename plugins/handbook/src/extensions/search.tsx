import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';

/** Documents among the results of the search. */
export const handbookFoundItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === 'handbook',
    component: async () => (await import('../components/search')).HandbookFoundItem,
  },
});
