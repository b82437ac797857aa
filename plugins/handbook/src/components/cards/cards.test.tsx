import { Entity } from '@backstage/catalog-model';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import { InMemoryHandbookApi } from '../../__testUtils__/InMemoryHandbookApi';
import { platformTeam, renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aDecision, aSummary } from '../../__testUtils__/samples';

function renderEntity(entity: Entity, api: InMemoryHandbookApi) {
  return renderPortal({ api, path: '/', entities: [platformTeam, entity], extensions: [createTestEntityPage({ entity })] });
}

describe('documents of entities', () => {
  it('shows what a team owns, what is broken or overdue first', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aDecision(1),
      aDecision(2, { freshness: 'overdue' }),
      aDecision(3, { freshness: 'broken' }),
      aDecision(4, { owner: 'group:default/orders' }),
    ];
    renderEntity(platformTeam, api);
    const table = await screen.findByRole('table', { name: 'Documents' });
    expect(within(table).getAllByRole('rowheader').map(row => row.textContent)).toEqual([
      '0003 Decision 3',
      '0002 Decision 2',
      '0001 Decision 1',
    ]);
    expect(within(table).queryByRole('columnheader', { name: 'Repository' })).not.toBeInTheDocument();
    expect(screen.getByText('2 documents need attention')).toBeInTheDocument();
    expect(await violationsOf(table)).toEqual([]);
  });

  it('loses nothing of a team that owns more than a page, and leads to what it counts', async () => {
    const api = new InMemoryHandbookApi();
    const runbooks = Array.from({ length: 11 }, (_, index) =>
      aSummary({ kind: 'runbook', path: `docs/runbooks/${index}.md`, title: `Runbook ${index}`, freshness: index === 10 ? 'broken' : 'fresh' }),
    );
    api.documents = [...Array.from({ length: 250 }, (_, index) => aDecision(index + 1)), ...runbooks];
    const { unmount } = renderEntity(platformTeam, api);
    const table = await screen.findByRole('table', { name: 'Documents' });
    expect(within(table).getAllByRole('rowheader')).toHaveLength(10);
    expect(within(table).getAllByRole('rowheader')[0]).toHaveTextContent('Runbook 10');
    const all = '/handbook?tab=all&owner=group%3Adefault%2Fplatform';
    expect(screen.getByRole('link', { name: '1 document needs attention' })).toHaveAttribute('href', `${all}&freshness=attention`);
    expect(screen.getByRole('link', { name: 'All 261 in the handbook' })).toHaveAttribute('href', all);
    unmount();

    // a module's link is narrowed to the module
    api.documents = runbooks.map(runbook => ({ ...runbook, about: ['component:default/rds'] }));
    renderEntity(
      { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'rds' }, spec: { type: 'terraform-module' } },
      api,
    );
    expect(await screen.findByRole('link', { name: 'All 11 in the handbook' })).toHaveAttribute(
      'href',
      '/handbook?tab=all&about=component%3Adefault%2Frds',
    );
  });

  it('shows what names a module', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [aDecision(1), aDecision(2, { about: ['component:default/rds'] })];
    renderEntity(
      { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'rds' }, spec: { type: 'terraform-module' } },
      api,
    );
    expect(await screen.findByRole('link', { name: '0002 Decision 2' })).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: '0001 Decision 1' })).not.toBeInTheDocument();
  });

  it('gives a service a tab with the documents of its repository and those that name it', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aDecision(1),
      aDecision(2, { about: ['component:default/checkout'] }),
      aSummary({ repository: 'connectly/checkout', path: 'docs/runbook.md', kind: 'runbook', title: 'Checkout is down' }),
    ];
    const checkout: Entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'checkout', annotations: { 'platform.connectly.io/repository': 'connectly/checkout' } },
      spec: { type: 'service' },
    };
    renderEntity(checkout, api);
    const table = await screen.findByRole('table', { name: 'Documents' });
    expect(within(table).getAllByRole('rowheader').map(row => row.textContent)).toEqual(['0002 Decision 2', 'Checkout is down']);
    expect(within(table).getByRole('row', { name: /Checkout is down/ })).toHaveTextContent('connectly/checkout');
  });
});
