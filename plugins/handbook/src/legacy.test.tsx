import { FlatRoutes } from '@backstage/core-app-api';
import { configApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { MockConfigApi, MockPermissionApi, renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { InMemoryHandbookApi } from './__testUtils__/InMemoryHandbookApi';
import { aDecision, aDocument } from './__testUtils__/samples';
import { handbookApiRef } from './api';
import { HandbookPage } from './legacy';

describe('the entry for the old frontend system', () => {
  it('mounts the same pages, and links between them', async () => {
    const api = new InMemoryHandbookApi();
    const decision = aDecision(1);
    const { findings: _, ...summary } = decision;
    api.documents = [decision];
    api.details = [aDocument('# Title\n\nThe text.\n', { summary })];
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [handbookApiRef, api],
          [catalogApiRef, catalogApiMock()],
          [configApiRef, new MockConfigApi({})],
          [permissionApiRef, new MockPermissionApi()],
        ]}
      >
        <FlatRoutes>
          <Route path="/handbook" element={<HandbookPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      { routeEntries: ['/handbook'], mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
    );
    await userEvent.click(await screen.findByRole('link', { name: '0001 Decision 1' }));
    expect(await screen.findByText('The text.')).toBeInTheDocument();
  });
});
