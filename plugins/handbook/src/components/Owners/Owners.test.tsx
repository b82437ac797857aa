import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryHandbookApi } from '../../__testUtils__/InMemoryHandbookApi';
import { platformTeam, renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aSummary } from '../../__testUtils__/samples';

const entity = (kind: string, name: string, type: string, owner: string, annotations = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', annotations },
  spec: { type, owner },
  relations: [{ type: 'ownedBy', targetRef: owner }],
});
const jiwoo = { apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name: 'jiwoo', namespace: 'default' }, spec: {} };
const platform = 'group:default/platform';
const gone = 'group:default/gone';

describe('owners', () => {
  it('are shown with what they own, what needs attention, and what nobody owns', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aSummary({ owner: platform }),
      aSummary({ owner: platform, path: 'docs/adr/0002-x.md', title: 'Late one', freshness: 'overdue' }),
      aSummary({ owner: gone, path: 'docs/guides/lost.md', title: 'Lost guide', kind: 'guide' }),
    ];
    const place = { 'platform.connectly.io/repository': 'connectly/platform', 'platform.connectly.io/directory': 'infrastructure/modules/lost' };
    const { container } = renderPortal({
      api,
      path: '/handbook?tab=owners',
      entities: [
        platformTeam,
        jiwoo,
        entity('Component', 'orders', 'service', platform),
        entity('Component', 'rds', 'terraform-module', platform),
        entity('Component', 'lost', 'terraform-module', gone, place),
        entity('Resource', 'network', 'terraform-stack', platform),
        entity('Component', 'mine', 'service', 'user:default/jiwoo'),
      ],
    });
    const teams = await screen.findByRole('table', { name: 'Teams and what they own' });
    const [, row, ...others] = within(teams).getAllByRole('row');
    expect(row).toHaveTextContent('platform11121–');
    expect(others).toEqual([]);
    const orphans = await screen.findByRole('table', { name: 'Nobody answers for these' });
    const [, module, guide] = within(orphans).getAllByRole('row');
    expect(module).toHaveTextContent('lostterraform-modulegroup:default/gone');
    expect(within(module).getByRole('link', { name: 'infrastructure/modules/lost/module.yaml' })).toHaveAttribute(
      'href',
      'http://forge.example/connectly/platform/edit/HEAD/infrastructure/modules/lost/module.yaml',
    );
    expect(guide).toHaveTextContent('Lost guideGuidegroup:default/gonedocs/guides/lost.md');
    const links = within(row).getAllByRole('link').slice(1).map(link => link.getAttribute('href'));
    const narrowed = (kind: string, type: string) =>
      `/catalog?${new URLSearchParams({ 'filters[kind]': kind, 'filters[type]': type, 'filters[owners]': platform, 'filters[user]': 'all' })}`;
    expect(links).toEqual([
      narrowed('component', 'service'),
      narrowed('component', 'terraform-module'),
      narrowed('resource', 'terraform-stack'),
      '/handbook?tab=all&owner=group%3Adefault%2Fplatform',
      '/handbook?tab=owners&freshness=overdue&owner=group%3Adefault%2Fplatform',
    ]);
    await userEvent.click(within(row).getByRole('link', { name: 'Review overdue: 1' }));
    expect(await screen.findByRole('table', { name: 'Review overdue' })).toHaveTextContent('Late one');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('are none too many to be known: of 501 teams the last one is no orphan', async () => {
    const api = new InMemoryHandbookApi();
    const teams = Array.from({ length: 501 }, (_, index) => {
      const name = `team-${String(index).padStart(3, '0')}`;
      return { ...platformTeam, metadata: { name, namespace: 'default', uid: name } };
    });
    api.documents = teams.map(({ metadata: { name } }) => aSummary({ owner: `group:default/${name}`, path: `docs/${name}.md`, title: name }));
    renderPortal({ api, path: '/handbook?tab=owners', entities: teams });
    const table = await screen.findByRole('table', { name: 'Teams and what they own' });
    expect(table.querySelectorAll('tbody tr')).toHaveLength(501);
    expect(screen.queryByText('Nobody answers for these')).not.toBeInTheDocument();
  });

  it('who left leave orphans', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aSummary({ owner: 'user:default/jiwoo', path: 'docs/here.md', title: 'Still here' }),
      aSummary({ owner: 'user:default/left', path: 'docs/left.md', title: 'Left alone', kind: 'guide' }),
    ];
    renderPortal({ api, path: '/handbook?tab=owners', entities: [platformTeam, jiwoo] });
    const orphans = await screen.findByRole('table', { name: 'Nobody answers for these' });
    const [, ...rows] = within(orphans).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual(['Left aloneGuideuser:default/leftdocs/left.md']);
  });

  it('who left are asked for twenty at a time, and what was got is shown when one of them fails', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = Array.from({ length: 45 }, (_, index) =>
      aSummary({ owner: `user:default/left-${index}`, path: `docs/${index}.md`, title: `Left ${index}` }),
    );
    const list = api.listDocuments;
    let asking = 0;
    let most = 0;
    api.listDocuments = async query => {
      asking += 1;
      most = Math.max(most, asking);
      await new Promise(resolve => setTimeout(resolve, 1));
      asking -= 1;
      if (query.owner === 'user:default/left-7') throw new Error('The portal did not answer');
      return list(query);
    };
    const { container } = renderPortal({ api, path: '/handbook?tab=owners', entities: [platformTeam, jiwoo] });
    const orphans = await screen.findByRole('table', { name: 'Nobody answers for these' });
    expect(orphans.querySelectorAll('tbody tr')).toHaveLength(44);
    expect(screen.getByText('Not everything could be read').closest('[role="alert"]')).toHaveTextContent('The portal did not answer');
    expect(most).toBe(20);
    expect(await violationsOf(container)).toEqual([]);
  });

  it('whom nobody may see are not called gone', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aSummary({ owner: 'user:default/hidden', path: 'docs/hidden.md', title: 'Of somebody who is hidden' }),
      aSummary({ owner: 'group:default/gone', path: 'docs/gone.md', title: 'Of a team that is gone' }),
    ];
    renderPortal({ api, path: '/handbook?tab=owners', entities: [platformTeam] });
    const orphans = await screen.findByRole('table', { name: 'Nobody answers for these' });
    expect(orphans).toHaveTextContent('Of a team that is gone');
    expect(orphans).not.toHaveTextContent('Of somebody who is hidden');
    expect(screen.getByText(/are not shown to you/)).toBeInTheDocument();
  });

  it('that an address names and no entity can be are shown as text', async () => {
    renderPortal({ api: new InMemoryHandbookApi(), path: '/handbook?tab=owners&freshness=overdue&owner=a/b/c' });
    expect(await screen.findByRole('heading', { name: 'Review overdue: a/b/c' })).toBeInTheDocument();
  });
});
