import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { createExtensionTester, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { SearchResult } from '@backstage/plugin-search-common';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import { SearchResultListItemBlueprint } from '@backstage/plugin-search-react/alpha';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { violationsOf } from '../../__testUtils__/renderPortal';
import { terraformFoundItem } from '../../extensions/search';
import { TerraformSearchResultListItem } from '../../legacy';

const found = (kind: string): SearchResult => ({
  type: 'terraform',
  rank: 1,
  document: {
    title: 'multi_az (rds)',
    text: 'A standby in a second zone. <img src=x onerror="window.owned=1">',
    location: '/modules/rds?tab=inputs&input=multi_az',
    kind,
    module: 'rds',
    owner: 'group:default/platform',
  } as SearchResult['document'],
  highlight: { preTag: '<1>', postTag: '</1>', fields: { text: 'A <1>standby</1> in a second zone. <img src=x onerror="window.owned=1">' } as never },
});

async function expectItem(container: Element) {
  expect(await screen.findByText('Input of the module rds')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'multi_az (rds)' })).toHaveAttribute('href', '/modules/rds?tab=inputs&input=multi_az');
  expect(screen.getByText('standby').tagName).toBe('MARK');
  expect(screen.getByRole('link', { name: /platform/ })).toBeInTheDocument();
  expect(container.querySelector('img')).toBeNull();
}

describe('a module, an input or an output that was found', () => {
  it('is shown in a portal of the new frontend system', async () => {
    const { component: Item, predicate } = createExtensionTester(terraformFoundItem).get(SearchResultListItemBlueprint.dataRefs.item);
    expect([predicate!(found('input')), predicate!({ ...found('input'), type: 'handbook' })]).toEqual([true, false]);
    const { document, ...rest } = found('input');
    const page = PageBlueprint.make({
      params: { path: '/', loader: async () => <ul><Item {...({ ...rest, result: document } as {})} /></ul> },
    });
    const { container } = renderTestApp({
      extensions: [page],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      apis: [[catalogApiRef, catalogApiMock()]],
    });
    await expectItem(container);
    expect(await violationsOf(container)).toEqual([]);
  });

  it('is shown in a portal of the old one', async () => {
    const { container } = await renderInTestApp(
      <TestApiProvider apis={[[catalogApiRef, catalogApiMock()]]}>
        <SearchResultListItemExtensions results={[found('input')]}>
          <TerraformSearchResultListItem />
        </SearchResultListItemExtensions>
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    await expectItem(container);
  });
});
