import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryTerraformApi } from '../../__testUtils__/InMemoryTerraformApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aModule } from '../../__testUtils__/samples';

function aCatalogueOf(count: number): InMemoryTerraformApi {
  const api = new InMemoryTerraformApi();
  api.modules = Array.from({ length: count }, (_, index) =>
    aModule({
      name: `module-${String(index).padStart(4, '0')}`,
      owner: index % 2 ? 'group:default/orders' : 'group:default/platform',
      lifecycle: index === 7 ? 'deprecated' : 'production',
    }),
  );
  return api;
}

const moduleRows = async () => {
  const table = await screen.findByRole('grid');
  // the grid is not hidden: to prove it for each of its cells is what takes long
  return within(table).getAllByRole('rowheader', { hidden: true });
};

describe('the list of modules', () => {
  it('reads 50 of 1,000 modules at a time, and keeps the page in the URL', async () => {
    const api = aCatalogueOf(1000);
    renderPortal({ api, path: '/modules?offset=50' });

    expect(await screen.findByText('51–100 of 1000')).toBeInTheDocument();
    expect(await moduleRows()).toHaveLength(50);
    expect((await moduleRows())[0]).toHaveTextContent('module-0050');

    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(await screen.findByText('101–150 of 1000')).toBeInTheDocument();
    expect(api.queries.map(query => [query.offset, query.limit])).toEqual([
      [50, 50],
      [100, 50],
    ]);
  });

  it('names the columns where a phone, which has no room for a head, shows them beside their values', async () => {
    renderPortal({ api: aCatalogueOf(1), path: '/modules' });
    const list = await screen.findByRole('region', { name: 'Modules' });
    const heads = within(list).getAllByRole('columnheader').map(head => head.textContent);
    expect(heads).toHaveLength(6);
    expect(heads.map((_, index) => list.style.getPropertyValue(`--column-${index + 1}`))).toEqual(heads.map(head => `"${head}"`));
  });

  it('searches and filters on the server, from the first page', async () => {
    const api = aCatalogueOf(120);
    renderPortal({
      api,
      path: '/modules?offset=50&owner=group:default/platform',
    });
    await screen.findByText('51–60 of 60');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search modules' }),
      'module-0004',
    );
    await waitFor(async () => expect(await moduleRows()).toHaveLength(1));
    expect(api.queries.at(-1)).toMatchObject({
      search: 'module-0004',
      owner: 'group:default/platform',
      offset: 0,
    });
  });

  it('filters by lifecycle', async () => {
    const api = aCatalogueOf(20);
    renderPortal({ api, path: '/modules' });
    await screen.findByRole('grid');
    await userEvent.click(screen.getByRole('button', { name: /Lifecycle/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Deprecated' }),
    );
    await waitFor(async () => expect(await moduleRows()).toHaveLength(1));
    expect((await moduleRows())[0]).toHaveTextContent('module-0007');
  });

  it('says why a filtered list is empty, and clears the filters', async () => {
    const api = aCatalogueOf(3);
    renderPortal({ api, path: '/modules?search=nothing-like-it' });
    expect(await screen.findByText('No module matches')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear the filters' }),
    );
    expect(await moduleRows()).toHaveLength(3);
  });

  it('shows a failure with its reason, and tries again', async () => {
    const api = aCatalogueOf(3);
    api.failure = new Error('PLT-601: you may not do this');
    renderPortal({ api, path: '/modules' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'PLT-601: you may not do this',
    );
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await moduleRows()).toHaveLength(3);
  });

  it('leads to a module and has no accessibility violations', async () => {
    const api = aCatalogueOf(3);
    const { container } = renderPortal({ api, path: '/modules' });
    const link = await screen.findByRole('link', { name: 'module-0001' });
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(link);
    expect(
      await screen.findByRole('heading', { level: 3, name: 'README' }),
    ).toBeInTheDocument();
  });
});
