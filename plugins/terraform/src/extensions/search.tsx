import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';

/** Modules, inputs and outputs among the results of the search. */
export const terraformFoundItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === 'terraform',
    component: async () => (await import('../components/search')).TerraformFoundItem,
  },
});
