import { Entity } from '@backstage/catalog-model';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import {
  checkout,
  renderPortal,
  violationsOf,
} from '../../__testUtils__/renderPortal';
import { aModule, aStack, aUsage } from '../../__testUtils__/samples';

function renderEntity(entity: Entity, api: InMemoryTerraformApi) {
  return renderPortal({
    api,
    path: '/',
    extensions: [createTestEntityPage({ entity })],
  });
}

describe('cards of entities', () => {
  it('shows the version of each module by environment and marks what is behind', async () => {
    const api = new InMemoryTerraformApi();
    api.services = [
      {
        repository: 'connectly/checkout',
        modules: [
          aUsage(),
          aUsage({
            environment: 'prod',
            directory: 'terraform/prod',
            version: '1.1.0',
            outdated: true,
          }),
          aUsage({
            environment: 'stg',
            directory: 'terraform/stg',
            version: '1.0.0',
            outdated: true,
            deprecated: 'No TLS.',
          }),
          aUsage({
            environment: 'load',
            directory: 'terraform/load',
            version: '9.9.9',
            unknownRelease: true,
          }),
        ],
        contracts: [
          { ...aStack().uses[0] },
          { ...aStack().uses[0], value: 'gone', published: false },
        ],
        findings: [],
      },
    ];
    renderEntity(checkout, api);
    const table = await screen.findByRole('table', {
      name: 'Versions of modules by environment',
    });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(header => header.textContent),
    ).toEqual(['Module', 'dev', 'stg', 'prod', 'load', 'Latest']);
    const [, row] = within(table).getAllByRole('row');
    expect(
      within(row)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['2.0.0', '1.0.0Deprecated: No TLS.', '1.1.0Outdated', '9.9.9No such release', '2.0.0']);
    expect(within(row).getByRole('link', { name: 'rds' })).toHaveAttribute(
      'href',
      '/modules/rds',
    );
    expect(
      screen.getByText('1 call uses a deprecated version.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('1 call names a release that does not exist.'),
    ).toBeInTheDocument();

    const contracts = await screen.findByRole('table', {
      name: 'Values that the service reads, by stack',
    });
    expect(contracts).toHaveTextContent('vpc_id');
    expect(contracts).toHaveTextContent('No stack publishes this');
    expect(await violationsOf(table)).toEqual([]);
    expect(await violationsOf(contracts)).toEqual([]);
  });

  it('says of a service from the form that its infrastructure is in the provision pull request, until that is merged', async () => {
    const api = new InMemoryTerraformApi();
    api.services = [{ repository: 'connectly/checkout', modules: [], contracts: [], findings: [] }];
    const { unmount } = renderEntity(checkout, api);
    expect(await screen.findByText('The repository calls no module of the platform.')).toBeInTheDocument();
    unmount();
    const { metadata } = checkout;
    const annotations = { ...metadata.annotations, 'platform.connectly.io/template': 'service@1.0.0' };
    renderEntity({ ...checkout, metadata: { ...metadata, annotations } }, api);
    const [link] = await screen.findAllByRole('link', { name: /Open the provision pull request/ });
    expect(link).toHaveAttribute('href', 'http://forge.example/connectly/checkout/pull/1');
    expect(screen.queryByText('The repository calls no module of the platform.')).not.toBeInTheDocument();
  });

  it('shows nothing on a service whose repository is unknown', async () => {
    const { annotations, ...metadata } = checkout.metadata;
    expect(annotations).toBeDefined();
    renderEntity({ ...checkout, metadata }, new InMemoryTerraformApi());
    await screen.findByRole('navigation', { name: 'sidebar nav' });
    expect(screen.queryByText('Contracts')).not.toBeInTheDocument();
  });

  it('leads from a module and from a stack of the catalog to their pages', async () => {
    const api = new InMemoryTerraformApi();
    api.modules = [aModule({ consumers: 3 })];
    api.stacks = [aStack()];
    const { unmount } = renderEntity(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'rds' },
        spec: { type: 'terraform-module' },
      },
      api,
    );
    expect(
      await screen.findByRole('link', { name: /Inputs, examples/ }),
    ).toHaveAttribute('href', '/modules/rds');
    unmount();
    renderEntity(
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: { name: 'network' },
        spec: { type: 'terraform-stack' },
      },
      api,
    );
    expect(
      await screen.findByRole('link', { name: /Contract and who/ }),
    ).toHaveAttribute('href', '/stacks/network');
  });
});
