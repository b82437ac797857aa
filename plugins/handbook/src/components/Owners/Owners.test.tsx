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
    await userEvent.click(within(row).getByRole('link', { name: '1' }));
    expect(await screen.findByRole('table', { name: 'Review overdue' })).toHaveTextContent('Late one');
    expect(await violationsOf(container)).toEqual([]);
  });
});
