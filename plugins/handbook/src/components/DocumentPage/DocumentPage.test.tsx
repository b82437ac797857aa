import { ResponseError } from '@backstage/errors';
import { errorLink } from '@connectly/plugin-platform-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { InMemoryHandbookApi } from '../../__testUtils__/InMemoryHandbookApi';
import { renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aDocument, aPath, aRunbook } from '../../__testUtils__/samples';

const addressOf = (path: string, more = '') => `/handbook/document?repository=connectly%2Fplatform&path=${encodeURIComponent(path)}${more}`;

function renderDocument(details: InMemoryHandbookApi['details'], more = '') {
  const api = new InMemoryHandbookApi();
  api.details = details;
  return renderPortal({ api, path: addressOf(details[0].path, more) });
}

describe('a document', () => {
  it('shows a decision with its state, findings, contents and text in the language chosen', async () => {
    const text = '# A forge\n\n## Context\n\nSee [another](0002-x.md#why) and [the module](../../infrastructure/modules/rds).\n\n## Options\n\n## Outcome\n\n## Consequences\n';
    const summary = {
      languages: ['en' as const, 'ko' as const],
      about: ['component:default/rds'],
      tags: ['git'],
      freshness: 'broken' as const,
      reviewDue: '2027-01-01',
      decision: { number: 1, state: 'superseded' as const, supersededBy: 7, date: '2026-01-02', decisionMakers: ['platform'], supersedes: [] },
    };
    const english = aDocument(text, {
      summary,
      findings: [{ severity: 'error', code: 'PLT-703', message: 'There is no docs/x.md', file: 'docs/adr/0001-the-forge.md', line: 9 }],
    });
    const korean = aDocument('# 포지\n\n본문입니다.\n', { summary: { ...summary, language: 'ko', title: '우리의 포지' } });
    const { container } = renderDocument([english, korean]);

    expect(await screen.findByRole('heading', { name: '0001 A forge of our own' })).toBeInTheDocument();
    expect(screen.getByText('Superseded by 0007')).toBeInTheDocument();
    expect(screen.getByText('2027-01-01')).toBeInTheDocument();
    const findings = screen.getByRole('table', { name: 'What is wrong with this document' });
    expect(within(findings).getByRole('link', { name: 'PLT-703' })).toHaveAttribute('href', errorLink('PLT-703'));
    expect(within(findings).getByRole('link', { name: /0001-the-forge/ })).toHaveAttribute(
      'href',
      'http://forge.example/connectly/platform/blob/c0ffee/docs/adr/0001-the-forge.md#L9',
    );
    const contents = screen.getByRole('navigation', { name: 'Contents' });
    expect(within(contents).getByRole('link', { name: 'Outcome' })).toHaveAttribute('href', '#document-outcome');
    expect(container.querySelector('#document-outcome')).toHaveTextContent('Outcome');
    expect(screen.getByRole('link', { name: 'another' })).toHaveAttribute('href', `${addressOf('docs/adr/0002-x.md')}#document-why`);
    // this portal has no pages of modules
    expect(screen.getByRole('link', { name: 'the module' })).toHaveAttribute('target', '_blank');
    expect(await violationsOf(container)).toEqual([]);

    await userEvent.click(screen.getByRole('link', { name: 'Korean' }));
    const body = await screen.findByText('본문입니다.');
    expect(body.closest('article')).toHaveAttribute('lang', 'ko');
  });

  it('tells when it changed, and what a decision says since it was accepted', async () => {
    const api = new InMemoryHandbookApi();
    const summary = { decision: { number: 1, state: 'accepted' as const, decisionMakers: [], supersedes: [] } };
    api.details = [aDocument('# A forge\n\nIt is quick.\n', { summary })];
    const accepted = { commit: 'aaaaaaaaaa', at: '2026-01-02T03:04:05.000Z', author: 'Minseo', subject: 'Accept <b>it</b>', state: 'accepted' as const };
    api.history = {
      versions: [{ commit: 'c0ffee', at: '2026-02-02T03:04:05.000Z', author: 'Jiwoo', subject: 'Say why', state: 'accepted' }, accepted],
      accepted: { ...accepted, text: '# A forge\n\nIt is simple.\n' },
    };
    const { container } = renderPortal({ api, path: addressOf(api.details[0].path) });
    expect(await screen.findByText('Changed since it was accepted on 2026-01-02')).toBeInTheDocument();
    expect(container.querySelector('del')).toHaveTextContent('simple');
    expect(container.querySelector('ins')).toHaveTextContent('quick');
    await userEvent.click(screen.getByText('History: 2 versions'));
    expect(screen.getByRole('link', { name: /Accept <b>it<\/b>/ })).toHaveAttribute('href', 'http://forge.example/connectly/platform/commit/aaaaaaaaaa');
    expect(screen.getByRole('link', { name: /Every change/ })).toHaveAttribute(
      'href',
      'http://forge.example/connectly/platform/commits/main/docs/adr/0001-the-forge.md',
    );
    // its first version is the one that brought it in, unless nobody knows
    expect(screen.queryByText('As first read, at:')).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says where its history begins later than it did', async () => {
    const api = new InMemoryHandbookApi();
    api.details = [aDocument('# A forge\n')];
    api.history = { versions: [{ commit: 'c0ffee', subject: 'Say why' }, { commit: 'aaaaaa', subject: 'Move', inherited: true }] };
    renderPortal({ api, path: addressOf(api.details[0].path) });
    await userEvent.click(await screen.findByText('History: 2 versions'));
    const [newest, oldest] = ['Say why', 'Move'].map(name => screen.getByRole('link', { name }).closest('li'));
    expect(newest).not.toHaveTextContent('As first read');
    expect(oldest).toHaveTextContent('As first read, at: Move');
  });

  it('shows a runbook as steps, with what to verify and when to stop, and the text around them', async () => {
    const { container } = renderDocument([aRunbook()]);
    const steps = await screen.findByRole('list', { name: 'Steps' });
    const [first] = within(steps).getAllByRole('listitem');
    expect(first).toHaveTextContent('On-call');
    expect(first).toHaveTextContent('10 minutes');
    const [verify, stop] = within(first).getAllByRole('note');
    expect(verify).toHaveTextContent('VerifyNo task runs.');
    expect(stop).toHaveTextContent('StopA task will not stop');
    expect(first).toHaveTextContent('Not executed by tests: needs a region');
    const facts = screen.getByRole('region', { name: 'What it promises' });
    expect(facts).toHaveTextContent('4 hours');
    expect(facts).toHaveTextContent('1 hour 10 minutes');
    expect(screen.getByText('first')).toBeInTheDocument();
    expect(screen.getByText('Write down what happened.')).toBeInTheDocument();
    expect(screen.queryByText('Text of step one.')).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('says what a runbook without steps promises', async () => {
    const { content, ...summary } = aRunbook();
    renderDocument([{ ...summary, content: { ...content, runbook: { ...content.runbook!, steps: [] } } }]);
    expect(await screen.findByRole('region', { name: 'What it promises' })).toHaveTextContent('4 hours');
    expect(screen.getByText('Text of step one.')).toBeInTheDocument();
  });

  it('reads a runbook one step at a time, by button and by arrow keys', async () => {
    const { container } = renderDocument([aRunbook()]);
    await userEvent.click(await screen.findByRole('button', { name: 'One step at a time' }));
    expect(await screen.findByRole('heading', { name: 'Stop the writers' })).toHaveFocus();
    expect(screen.getByText('Step 1 of 2')).toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.keyboard('{ArrowLeft}{ArrowRight}{ArrowRight}');
    expect(await screen.findByRole('heading', { name: 'Restore' })).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Last step' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Previous step' }));
    expect(await screen.findByRole('heading', { name: 'Stop the writers' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show all steps' }));
    expect(await screen.findByRole('list', { name: 'Steps' })).toBeInTheDocument();
  });

  it('opens a runbook at the step that the URL names', async () => {
    renderDocument([aRunbook()], '&step=2');
    expect(await screen.findByRole('heading', { name: 'Restore' })).toBeInTheDocument();
  });

  it('shows how an entry is known, and its sections', async () => {
    const facts = { entry: 'TS-012', symptom: 'A plan says that the state is locked.', match: ['state lock'], errors: ['PLT-301', 'PLT-999'], cause: '', fix: '', verify: '' };
    const entry = aDocument('# Locked\n\n## Cause\n\nSomebody applies.\n', {
      summary: { kind: 'troubleshooting', path: 'docs/troubleshooting/TS-012-lock.md', title: 'Locked', troubleshooting: facts },
      // eslint-disable-next-line no-script-url -- the very address that must not be followed
      content: { troubleshooting: { ...facts, source: 'javascript:alert(1)' } },
    });
    const { container } = renderDocument([entry]);
    expect(await screen.findByText('A plan says that the state is locked.')).toBeInTheDocument();
    expect(screen.getByText(/Source: javascript/)).toBeInTheDocument();
    expect(container.querySelector('a[href^="javascript"]')).toBeNull();
    expect(screen.getByText('Somebody applies.')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'PLT-301' })).toHaveAttribute('href', errorLink('PLT-301'));
    expect(screen.getByText(/^Codes of the portal:/)).toHaveTextContent('Codes of the portal: PLT-301, PLT-999');
    expect(screen.queryByRole('link', { name: 'PLT-999' })).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
  });

  it('keeps what is ticked on a path, marks the next step and follows no hostile address', async () => {
    const { container } = renderDocument([aPath()]);
    const steps = await screen.findByRole('list', { name: 'Steps' });
    const [first, second] = within(steps).getAllByRole('listitem');
    expect(within(first).getByText('Next step')).toBeInTheDocument();
    expect(within(first).getByRole('link', { name: 'Open the form' })).toHaveAttribute('href', '/create');
    expect(within(second).queryByRole('link', { name: 'Run it' })).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);
    await userEvent.click(within(first).getByRole('checkbox'));
    expect(await within(second).findByText('Next step')).toBeInTheDocument();
    expect(screen.getByText('1 of 2 steps done')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByText(/10 minutes left/)).toBeInTheDocument());
  });

  it('says which document is not where, why, and where to go on', async () => {
    const api = new InMemoryHandbookApi();
    api.failure = await ResponseError.fromResponse(Response.json({ error: { message: 'PLT-404: none' } }, { status: 404 }));
    const { container } = renderPortal({ api, path: addressOf('docs/x.md') });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no document docs/x.md in connectly/platform');
    expect(alert).not.toHaveTextContent('404');
    expect(within(alert).getByRole('link', { name: 'All documents' })).toHaveAttribute('href', '/handbook');
    expect(await violationsOf(container)).toEqual([]);
    api.failure = undefined;
    api.details = [aRunbook()];
    await userEvent.click(within(alert).getByRole('button', { name: 'Look again' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    const api = new InMemoryHandbookApi();
    api.failure = new Error('PLT-404: there is none');
    renderPortal({ api, path: addressOf('docs/x.md') });
    expect(await screen.findByRole('alert')).toHaveTextContent('there is none');
  });
});
