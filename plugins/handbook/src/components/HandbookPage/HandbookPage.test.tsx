import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryHandbookApi } from '../../__testUtils__/InMemoryHandbookApi';
import { platformTeam, renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aDecision, aPath, aSummary } from '../../__testUtils__/samples';

const documentRows = async () => {
  const table = await screen.findByRole('grid');
  return within(table).getAllByRole('rowheader', { hidden: true });
};

function anApi(): InMemoryHandbookApi {
  const api = new InMemoryHandbookApi();
  api.documents = Array.from({ length: 120 }, (_, index) => aDecision(index + 1, { freshness: index === 4 ? 'broken' : 'fresh' }));
  return api;
}

describe('the lists of the handbook', () => {
  it('reads 50 decisions at a time, filters on the server, and keeps both in the URL', async () => {
    const api = anApi();
    renderPortal({ api, path: '/handbook?offset=50' });
    expect(await screen.findByText('51–100 of 120')).toBeInTheDocument();
    expect((await documentRows())[0]).toHaveTextContent('0051 Decision 51');

    await userEvent.click(screen.getByRole('button', { name: /^Every review state/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Broken' }));
    await waitFor(async () => expect(await documentRows()).toHaveLength(1));
    expect(api.queries.at(-1)).toMatchObject({ kind: 'adr', freshness: 'broken', offset: 0, language: 'en' });
  });

  it('says whose each decision is, as numbers count within a repository', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [aDecision(1), aDecision(1, { repository: 'connectly/checkout' })];
    renderPortal({ api, path: '/handbook?tab=adr' });
    const rows = (await documentRows()).map(header => header.closest('[role="row"]')!);
    expect(rows.map(row => within(row as HTMLElement).getAllByRole('gridcell', { hidden: true })[0].textContent)).toEqual([
      aDecision(1).repository,
      'connectly/checkout',
    ]);
  });

  it('says once that a runbook promises no times', async () => {
    const api = anApi();
    const runbook = (path: string, times: object) =>
      aSummary({ path, kind: 'runbook', title: path, runbook: { steps: 1, ...times } });
    api.documents = [runbook('docs/runbooks/a.md', {}), runbook('docs/runbooks/b.md', { rpoMinutes: 5 })];
    renderPortal({ api, path: '/handbook?tab=runbook' });
    await documentRows();
    const [none, some] = (await documentRows()).map(header => header.closest('[role="row"]'));
    expect(none).toHaveTextContent('Not saidNot said');
    expect(some).toHaveTextContent('Not saidRPO 5 minutes');
  });

  it.each(['/handbook/runs', '/handbook/runs/none', '/handbook/a/b/c'])('says that there is nothing at %s, and leads back', async path => {
    const { container } = renderPortal({ api: anApi(), path });
    expect(await screen.findByRole('heading', { name: 'Not found' })).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
    expect(screen.getByRole('link', { name: 'Back to the list' })).toHaveAttribute('href', '/handbook');
    await userEvent.click(screen.getByRole('link', { name: 'Back to the list' }));
    expect(await documentRows()).not.toEqual([]);
  });

  it('draws what superseded what, and nothing where nothing did', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aDecision(1, { decision: { number: 1, state: 'superseded', supersededBy: 3, decisionMakers: [], supersedes: [] } }),
      aDecision(2),
      aDecision(3, { decision: { number: 3, state: 'accepted', decisionMakers: [], supersedes: [1] } }),
      // numbers count within a repository
      aDecision(3, { repository: 'connectly/checkout', title: 'Another third' }),
    ];
    const { container, unmount } = renderPortal({ api, path: '/handbook?tab=adr' });
    const graph = await screen.findByRole('list', { name: 'Decisions that superseded others' });
    expect(within(graph).getAllByRole('link').map(link => link.textContent)).toEqual(['0001 Decision 1', '0003 Decision 3']);
    expect(await violationsOf(container)).toEqual([]);
    unmount();
    api.documents = [aDecision(2)];
    renderPortal({ api, path: '/handbook?tab=adr' });
    expect(await documentRows()).toHaveLength(1);
    expect(screen.queryByText('What took the place of what')).not.toBeInTheDocument();
  });

  it('draws them however many decisions there are, and says what it does not draw', async () => {
    const pair = (repository: string) => [
      aDecision(1, { repository, decision: { number: 1, state: 'superseded', supersededBy: 2, decisionMakers: [], supersedes: [] } }),
      aDecision(2, { repository, decision: { number: 2, state: 'accepted', decisionMakers: [], supersedes: [1] } }),
    ];
    const api = new InMemoryHandbookApi();
    api.documents = [...Array.from({ length: 250 }, (_, index) => aDecision(1, { repository: `connectly/s-${index}` })), ...pair('connectly/last')];
    const { unmount } = renderPortal({ api, path: '/handbook?tab=adr' });
    const graph = await screen.findByRole('list', { name: 'Decisions that superseded others' });
    expect(within(graph).getAllByRole('link')).toHaveLength(2);
    expect(screen.queryByText(/Choose a repository/)).not.toBeInTheDocument();
    unmount();

    api.documents = Array.from({ length: 101 }, (_, index) => pair(`connectly/s-${index}`)).flat();
    renderPortal({ api, path: '/handbook?tab=adr' });
    expect(await screen.findByText('200 of 202 decisions are drawn. Choose a repository above to see its own.')).toBeInTheDocument();
  });

  it('narrows decisions by tag and by repository', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [
      aDecision(1, { tags: ['state', 'locks'] }),
      aDecision(2, { tags: ['network'] }),
      aDecision(3, { repository: 'connectly/checkout', tags: ['state'] }),
    ];
    const { container } = renderPortal({ api, path: '/handbook?tab=adr&owner=group:default/platform' });
    const [first] = await documentRows();
    const tags = within(first).getByRole('list', { name: 'Tags', hidden: true });
    expect(within(tags).getAllByRole('link', { hidden: true }).map(link => link.textContent)).toEqual(['state', 'locks']);
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(within(tags).getByRole('link', { name: 'state', hidden: true }));
    await waitFor(async () => expect(await documentRows()).toHaveLength(2));
    expect(api.queries.findLast(query => !query.superseding)).toMatchObject({ kind: 'adr', tag: 'state', owner: 'group:default/platform' });

    await userEvent.click(screen.getByRole('button', { name: /^Every repository/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'connectly/checkout' }));
    await waitFor(async () => expect((await documentRows())[0]).toHaveTextContent('0003 Decision 3'));
    expect(await documentRows()).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /^state/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Every tag' }));
    await waitFor(() => expect(api.queries.findLast(query => !query.superseding)).toMatchObject({ repository: 'connectly/checkout', tag: '' }));
  });

  it('shows documents of every kind, what needs attention first, and what they are narrowed to', async () => {
    const api = new InMemoryHandbookApi();
    const service = 'component:default/checkout';
    api.documents = [
      aDecision(1, { about: [service] }),
      aDecision(2),
      aSummary({ repository: 'connectly/checkout', path: 'docs/runbook.md', kind: 'runbook', title: 'Checkout is down', freshness: 'overdue' }),
    ];
    const { container } = renderPortal({ api, path: `/handbook?tab=all&about=${service}&orRepository=connectly/checkout` });
    const rows = await documentRows();
    expect(rows.map(row => row.textContent)).toEqual([expect.stringContaining('Checkout is down'), expect.stringContaining('0001 Decision 1')]);
    expect(rows[0].closest('[role="row"]')).toHaveTextContent('Runbook');
    expect(screen.getByText(/^Only what is about/)).toHaveTextContent('Only what is about checkout, or lies in connectly/checkout.');
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
    await waitFor(async () => expect(await documentRows()).toHaveLength(3));
    await userEvent.click(screen.getByRole('button', { name: /^Every kind/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Runbook' }));
    await waitFor(async () => expect(await documentRows()).toHaveLength(1));
  });

  it('shows as text what an address narrows it to and no entity can be', async () => {
    const { unmount } = renderPortal({ api: anApi(), path: '/handbook?tab=all&about=a/b/c' });
    const narrowed = await screen.findByText(/^Only what is about/);
    expect(narrowed).toHaveTextContent('Only what is about a/b/c');
    expect(within(narrowed).queryByRole('link')).not.toBeInTheDocument();
    unmount();
    renderPortal({ api: anApi(), path: '/handbook?tab=all&about=checkout' });
    const known = await screen.findByText(/^Only what is about/);
    expect(within(known).getByRole('link', { name: 'checkout' })).toHaveAttribute('href', '/catalog/default/component/checkout');
  });

  it('offers the owners that its documents have, and says of each filter by itself whether there are more', async () => {
    const api = new InMemoryHandbookApi();
    api.documents = [aDecision(1), aDecision(2, { owner: 'group:default/gone' }), aSummary({ kind: 'guide', owner: 'group:default/other' })];
    api.cut = { tags: true, repositories: false, owners: false };
    const idle = { ...platformTeam, metadata: { name: 'idle', namespace: 'default' } };
    const { container } = renderPortal({ api, path: '/handbook?tab=adr', entities: [platformTeam, idle] });
    await documentRows();
    expect(await screen.findAllByText(/200 most frequent/)).toHaveLength(1);
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /^Every owner/ }));
    const options = await screen.findAllByRole('option');
    expect(options.map(option => option.textContent)).toEqual(['Every owner', 'gone', 'Platform']);
  });

  it('says whole what a tag is that is cut, and which tags are not shown', async () => {
    const api = new InMemoryHandbookApi();
    const long = 'a-tag-that-is-longer-than-its-chip'.repeat(3);
    api.documents = [aDecision(1, { tags: [long, 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'] })];
    const { container } = renderPortal({ api, path: '/handbook?tab=adr' });
    const [first] = await documentRows();
    const tags = within(within(first).getByRole('list', { name: 'Tags', hidden: true })).getAllByRole('listitem', { hidden: true });
    expect(tags[0]).toHaveAttribute('title', long);
    expect(tags.at(-1)).toHaveTextContent(/3 more tags: g, h, i/);
    expect(tags.at(-1)).toHaveAttribute('title', '3 more tags: g, h, i');
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says why a list is empty or may grow, and shows a failure with a way to try again', async () => {
    const api = anApi();
    api.complete = false;
    const { unmount } = renderPortal({ api, path: '/handbook?search=nothing-like-it' });
    expect(await screen.findByText('No document matches')).toBeInTheDocument();
    expect(screen.getByText(/may grow/)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filters' }));
    expect(await documentRows()).toHaveLength(50);
    unmount();
    api.failure = new Error('PLT-601: you may not do this');
    renderPortal({ api, path: '/handbook?tab=guide' });
    expect(await screen.findByRole('alert')).toHaveTextContent('PLT-601: you may not do this');
    api.failure = undefined;
    api.documents = [aSummary({ kind: 'guide', title: 'Start', path: 'docs/guides/start.md', minutes: 95 })];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 hour 35 minutes')).toBeInTheDocument();
  });

  it('finds entries by a pasted error, and says why and how many secrets were masked', async () => {
    const api = new InMemoryHandbookApi();
    const entry = aSummary({
      kind: 'troubleshooting',
      path: 'docs/troubleshooting/TS-012-lock.md',
      title: 'The state is locked',
      troubleshooting: { entry: 'TS-012', symptom: 'A plan says that the state is locked.', proof: 'state-lock' },
    });
    api.documents = [entry];
    api.answer = {
      masked: 1,
      truncated: true,
      incomplete: true,
      matches: [
        { document: entry, reason: { kind: 'pattern', pattern: 'state lock', text: 'Error acquiring the state lock', line: 3 } },
        { document: aSummary({ ...entry, path: 'docs/troubleshooting/TS-013.md' }), reason: { kind: 'words', words: ['dynamodb', 'lock'] } },
      ],
    };
    const { container } = renderPortal({ api, path: '/handbook?tab=troubleshooting' });
    const find = await screen.findByRole('button', { name: 'Find entries' });
    expect(find).toBeDisabled();
    await userEvent.click(screen.getByRole('textbox', { name: 'Error message or log' }));
    await userEvent.paste('Error: acquiring the state lock\npassword=hunter2');
    await userEvent.click(find);
    expect(await screen.findByText('2 entries may explain it')).toBeInTheDocument();
    expect(api.pasted).toEqual(['Error: acquiring the state lock\npassword=hunter2']);
    expect(screen.getByText('1 secret was masked before the text was compared.')).toBeInTheDocument();
    expect(screen.getByText('The text was too long, so only its end was compared.')).toBeInTheDocument();
    expect(screen.getByText(/some patterns were not tried everywhere/)).toBeInTheDocument();
    expect(screen.getByText(/Line 3 matches a pattern/)).toHaveTextContent('Error acquiring the state lock');
    expect(screen.getByText('Both speak of: dynamodb, lock')).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('shows paths with their length, and leads to one', async () => {
    const api = new InMemoryHandbookApi();
    const details = aPath();
    const { content: _, ref: __, commit: ___, findings: ____, ...summary } = details;
    api.documents = [{ ...summary, findings: 0 }];
    api.details = [details];
    const { container } = renderPortal({ api, path: '/handbook?tab=path' });
    expect(await screen.findByText('0 of 2 steps done')).toBeInTheDocument();
    expect(screen.getByText('2 steps · 25 minutes')).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(screen.getByRole('link', { name: 'Begin: New service developer' }));
    expect(await screen.findByText('Welcome.')).toBeInTheDocument();
  });
});
