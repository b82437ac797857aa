import { SearchFilterResultTypeBlueprint, SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { RiStackLine } from '@remixicon/react';

/** Modules, inputs and outputs among the results of the search. */
export const terraformFoundItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === 'terraform',
    component: async () => (await import('../components/search')).TerraformFoundItem,
  },
});

/** Narrows the results to them. */
export const terraformResultType = SearchFilterResultTypeBlueprint.make({
  params: { value: 'terraform', name: 'Modules', icon: <RiStackLine /> },
});
