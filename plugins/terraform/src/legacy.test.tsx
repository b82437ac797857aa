import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockConfigApi,
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { FlatRoutes } from '@backstage/core-app-api';
import { configApiRef } from '@backstage/core-plugin-api';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { InMemoryTerraformApi } from './__testUtils__/InMemoryTerraformApi';
import { aModule, aStack } from './__testUtils__/samples';
import { terraformApiRef } from './api';
import { ModulesPage, StacksPage } from './legacy';

describe('the entry for the old frontend system', () => {
  it('mounts the same pages, and links between them', async () => {
    const api = new InMemoryTerraformApi();
    api.modules = [aModule()];
    api.stacks = [aStack()];
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [terraformApiRef, api],
          [catalogApiRef, catalogApiMock()],
          [configApiRef, new MockConfigApi({})],
          [permissionApiRef, new MockPermissionApi()],
        ]}
      >
        <FlatRoutes>
          <Route path="/modules" element={<ModulesPage />} />
          <Route path="/stacks" element={<StacksPage />} />
        </FlatRoutes>
      </TestApiProvider>,
      {
        routeEntries: ['/modules'],
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    await userEvent.click(await screen.findByRole('link', { name: 'rds' }));
    expect(await screen.findByText('A database.')).toBeInTheDocument();
  });
});
