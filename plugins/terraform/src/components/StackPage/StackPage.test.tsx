import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aHandbookDocument, aStack } from '../../__testUtils__/samples';

function apiWith(stack = aStack()): InMemoryTerraformApi {
  const api = new InMemoryTerraformApi();
  api.stacks = [stack];
  return api;
}

describe('stacks', () => {
  it('leads from the list to the contract of a stack and to who reads it', async () => {
    const { container } = renderPortal({ api: apiWith(), path: '/stacks' });
    const link = await screen.findByRole('link', { name: 'network' });
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(link);

    const table = await screen.findByRole('table', {
      name: 'Values that the stack publishes',
    });
    const row = within(table).getByRole('row', { name: /vpc_id/ });
    expect(row).toHaveTextContent('/platform/network/vpc_id');
    expect(row).toHaveTextContent('String');
    expect(row).toHaveTextContent('dev');
    expect(
      await within(row).findByRole('link', { name: 'checkout' }),
    ).toHaveAttribute('href', '/catalog/default/component/checkout');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('counts who is hit by a change, once for each service', async () => {
    const [use] = aStack().uses;
    const stack = aStack({
      uses: [use, { ...use, directory: 'terraform/prod', environment: 'prod' }],
    });
    renderPortal({ api: apiWith(stack), path: '/stacks/network' });
    expect(
      await screen.findByText('Read by: 1 repository, in 2 root modules.'),
    ).toBeInTheDocument();
    const readers = screen.getByRole('list', { name: 'Read by' });
    expect(within(readers).getAllByRole('listitem')).toHaveLength(1);
  });

  it('shows which documents of the handbook name the stack, and nothing in a portal without one', async () => {
    const api = apiWith();
    api.documents = [
      aHandbookDocument('adr', { title: 'Three zones', about: ['resource:default/network'], decision: { number: 9, state: 'accepted', decisionMakers: [], supersedes: [] } }),
      aHandbookDocument('runbook', { title: 'Region lost', about: ['resource:default/network'] }),
      aHandbookDocument('adr', { title: 'Of a module', about: ['component:default/network'] }),
    ];
    const { container, unmount } = renderPortal({ api, path: '/stacks/network' });
    const section = await screen.findByRole('region', { name: 'In the handbook' });
    expect(await within(section).findByText('0009 Three zones')).toBeInTheDocument();
    expect(within(section).getByRole('heading', { name: 'Runbooks' })).toBeInTheDocument();
    expect(within(section).queryByText(/Of a module/)).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
    unmount();

    api.documents = [];
    const none = renderPortal({ api, path: '/stacks/network' });
    expect(await screen.findByText('No document names this stack.')).toBeInTheDocument();
    none.unmount();
    api.documents = undefined;
    renderPortal({ api, path: '/stacks/network' });
    expect(await screen.findByRole('heading', { name: 'Values published' })).toBeInTheDocument();
    expect(screen.queryByRole('heading', { name: 'In the handbook' })).not.toBeInTheDocument();
  });

  it('warns of values that are read and that nobody publishes', async () => {
    const [use] = aStack().uses;
    const stack = aStack({
      uses: [{ ...use, value: 'gone', published: false }],
    });
    renderPortal({ api: apiWith(stack), path: '/stacks/network' });
    expect(
      await screen.findByText('Read, but not published'),
    ).toBeInTheDocument();
    expect(screen.getByText('gone')).toBeInTheDocument();
    expect(
      screen.getByText('No service reads a value of this stack.'),
    ).toBeInTheDocument();
  });
});
