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
import { handbookFoundItem } from '../../extensions/search';
import { HandbookSearchResultListItem } from '../../legacy';

const found = (language: string): SearchResult => ({
  type: 'handbook',
  rank: 1,
  document: {
    title: 'TS-001 The state is locked',
    text: 'A plan waits. <img src=x onerror="window.owned=1">',
    location: '/handbook/document?repository=a&path=b',
    kind: 'troubleshooting',
    language,
    owner: 'group:default/platform',
    repository: 'connectly/platform',
    symptom: 'A plan ends with <b>a lock</b>.',
  } as SearchResult['document'],
  highlight: { preTag: '<1>', postTag: '</1>', fields: { title: 'TS-001 The state is <1>locked</1>' } as never },
});

async function expectItem(container: Element) {
  expect(await screen.findByText('Troubleshooting entry')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'TS-001 The state is locked' })).toHaveAttribute('href', '/handbook/document?repository=a&path=b');
  expect(screen.getByText('locked').tagName).toBe('MARK');
  expect(screen.getByText('A plan ends with <b>a lock</b>.')).toBeInTheDocument();
  expect(screen.getByText('Korean')).toBeInTheDocument();
  expect(container.querySelector('img, b')).toBeNull();
}

describe('a document that was found', () => {
  it('is shown in a portal of the new frontend system', async () => {
    const { component: Item, predicate } = createExtensionTester(handbookFoundItem).get(SearchResultListItemBlueprint.dataRefs.item);
    expect([predicate!(found('ko')), predicate!({ ...found('ko'), type: 'terraform' })]).toEqual([true, false]);
    const { document, ...rest } = found('ko');
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
        <SearchResultListItemExtensions results={[found('ko')]}>
          <HandbookSearchResultListItem />
        </SearchResultListItemExtensions>
      </TestApiProvider>,
      { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    await expectItem(container);
  });
});
