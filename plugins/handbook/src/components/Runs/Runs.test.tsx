import { ResponseError } from '@backstage/errors';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AppRootElementBlueprint } from '@backstage/frontend-plugin-api';
import { useNavigate } from 'react-router-dom';
import { InMemoryHandbookApi } from '../../__testUtils__/InMemoryHandbookApi';
import { InMemoryRuns } from '../../__testUtils__/InMemoryRuns';
import { reader, renderPortal, violationsOf } from '../../__testUtils__/renderPortal';
import { aRunbook } from '../../__testUtils__/samples';

const address = `/handbook/document?repository=connectly%2Fplatform&path=${encodeURIComponent(aRunbook().path)}`;

/** The browser's way back, which a test's router of its own does not have. */
function WayBack() {
  const navigate = useNavigate();
  return (
    <button type="button" onClick={() => navigate(-1)}>
      Browser: back
    </button>
  );
}

const wayBack = AppRootElementBlueprint.make({
  name: 'way-back',
  params: { element: <WayBack /> },
});

function renderRuns(runs: InMemoryRuns, options: { query?: string; isUp?: () => boolean; path?: string } = {}) {
  const api = new InMemoryHandbookApi();
  api.details = [aRunbook()];
  api.runs = runs.connect(reader, options.isUp);
  return renderPortal({ api, path: options.path ?? `${address}${options.query ?? ''}`, extensions: [wayBack] });
}

beforeEach(() => window.localStorage.clear());

describe('a run of a runbook', () => {
  it('is begun from the runbook, ticked, noted and ended', async () => {
    const runs = new InMemoryRuns();
    const { container } = renderRuns(runs);
    await userEvent.click(await screen.findByRole('button', { name: 'Something has failed: begin' }));
    expect(await screen.findByRole('heading', { name: 'Stop the writers' })).toBeInTheDocument();
    const bar = screen.getByRole('region', { name: 'The run' });
    expect(bar).toHaveTextContent('Emergency');
    expect(within(bar).getByRole('timer')).toHaveTextContent(/^Elapsed 0:\d\d:\d\d/);
    expect(bar).toHaveTextContent(/(3:59:5\d|4:00:00) left of the recovery time 4:00:00/);
    expect(await violationsOf(container)).toEqual([]);

    // the tick is in the bar that stays in sight, and not below it
    const tick = screen.getByRole('button', { name: 'Tick this step: done' });
    expect(screen.getByRole('navigation', { name: 'Steps' }).parentElement).toContainElement(tick);
    await userEvent.click(tick);
    expect(await screen.findByText(/^Done at .*, after 0:\d\d:\d\d/)).toBeInTheDocument();
    await userEvent.type(screen.getByRole('textbox', { name: 'Note at this step' }), 'It was slow.');
    await userEvent.click(screen.getByRole('button', { name: 'Add the note' }));
    expect(within(screen.getByRole('list', { name: 'Notes at this step' })).getByText('It was slow.')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Not done after all' }));
    expect(await screen.findByRole('button', { name: 'Tick this step: done' })).toBeInTheDocument();
    await waitFor(() => expect(runs.entries.map(entry => entry.type)).toEqual(['done', 'noted', 'undone']));

    await userEvent.click(screen.getByRole('button', { name: 'End the run' }));
    const dialog = await screen.findByRole('dialog');
    const end = within(dialog).getByRole('button', { name: 'End the run' });
    expect(end).toBeDisabled();
    await userEvent.click(within(dialog).getByRole('radio', { name: /^Reached/ }));
    await userEvent.click(end);
    expect(await within(screen.getByRole('region', { name: 'The run' })).findByText('Reached')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'End the run' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Overview' }));
    const table = await screen.findByRole('table', { name: 'Steps' });
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('1. Stop the writersNot done');
    expect(within(screen.getByRole('list', { name: 'Log' })).getAllByRole('listitem')).toHaveLength(4);
    expect(await violationsOf(container)).toEqual([]);
  });

  it('shows at once what others do, and says who joined and who leads', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul', 250);
    renderRuns(runs, { query: '&run=run-1&step=2' });
    const bar = await screen.findByRole('region', { name: 'The run' });
    expect(bar).toHaveTextContent(/0:10:0\d over the recovery time 4:00:00/);
    await waitFor(() => expect(runs.entries).toMatchObject([{ type: 'joined', by: reader }]));
    runs.add('user:default/minseo', { type: 'done', step: 2 });
    expect(await screen.findByText(/^Done at/)).toBeInTheDocument();
    expect(screen.getByText('minseo ticked step 2')).toHaveAttribute('role', 'status');
    await userEvent.click(screen.getByRole('button', { name: 'Take the lead' }));
    await waitFor(() => expect(runs.entries.at(-1)).toMatchObject({ type: 'led', by: reader }));
    expect(screen.queryByRole('button', { name: 'Take the lead' })).not.toBeInTheDocument();
  });

  it('goes back to the step before, and only then to the runbook', async () => {
    renderRuns(new InMemoryRuns());
    const back = () => userEvent.click(screen.getByRole('button', { name: 'Browser: back' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Something has failed: begin' }));
    expect(await screen.findByRole('heading', { name: 'Stop the writers' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next step' }));
    expect(await screen.findByRole('heading', { name: 'Restore' })).toBeInTheDocument();
    await back();
    expect(await screen.findByRole('heading', { name: 'Stop the writers' })).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'The run' })).toBeInTheDocument();
    await back();
    expect(await screen.findByRole('button', { name: 'Join the run' })).toBeInTheDocument();
  });

  it('says that there is no such run, and leads to its runbook', async () => {
    const runs = new InMemoryRuns();
    runs.refusal = await ResponseError.fromResponse(Response.json({ error: { message: 'PLT-404: none' } }, { status: 404 }));
    renderRuns(runs, { query: '&run=run-9' });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('There is no such run');
    expect(within(alert).getByRole('link', { name: 'To the runbook' })).toHaveAttribute('href', address);
  });

  it('keeps what is done while the connection is lost, over a reload, and sends it once', async () => {
    const runs = new InMemoryRuns();
    runs.begin(reader);
    let isUp = true;
    const first = renderRuns(runs, { query: '&run=run-1&step=1', isUp: () => isUp });
    await screen.findByRole('heading', { name: 'Stop the writers' });
    isUp = false;
    await userEvent.click(screen.getByRole('button', { name: 'Tick this step: done' }));
    expect(await screen.findByText(/^Done at/)).toBeInTheDocument();
    expect(await screen.findByText(/No connection to the portal.*1 entry waits\./)).toBeInTheDocument();
    first.unmount();
    expect(runs.entries).toEqual([]);

    isUp = true;
    renderRuns(runs, { query: '&run=run-1&step=1', isUp: () => isUp });
    expect(await screen.findByText(/^Done at/)).toBeInTheDocument();
    await waitFor(() => expect(runs.entries).toMatchObject([{ type: 'done', step: 1, by: reader }]));
    await waitFor(() => expect(Object.keys(window.localStorage).join()).not.toContain('handbook-run'));
  });

  it('loses nothing of two tabs without a connection, and sends each deed once', async () => {
    const runs = new InMemoryRuns();
    runs.begin(reader);
    const sent = jest.spyOn(runs, 'reported');
    let isUp = true;
    const note = renderRuns(runs, { query: '&run=run-1', isUp: () => isUp });
    await within(note.container).findByRole('table', { name: 'Steps' });
    const tick = renderRuns(runs, { query: '&run=run-1&step=1', isUp: () => isUp });
    await within(tick.container).findByRole('heading', { name: 'Stop the writers' });
    isUp = false;
    await userEvent.type(within(note.container).getByRole('textbox', { name: 'Note' }), 'Only here');
    await userEvent.click(within(note.container).getByRole('button', { name: 'Add the note' }));
    await userEvent.click(within(tick.container).getByRole('button', { name: 'Tick this step: done' }));
    // the first tab crashes, and the second goes on
    note.unmount();
    isUp = true;
    await waitFor(() => expect(runs.entries.map(entry => entry.type).sort()).toEqual(['done', 'noted']), { timeout: 10_000 });
    expect(sent).toHaveBeenCalledTimes(2);
    await waitFor(() => expect(Object.keys(window.localStorage).join()).not.toContain('handbook-run'));
  });

  it('says what the portal refused, and gives the words back', async () => {
    const runs = new InMemoryRuns();
    runs.begin(reader);
    renderRuns(runs, { query: '&run=run-1' });
    await screen.findByRole('table', { name: 'Steps' });
    const error = { name: 'NotAllowedError', message: 'PLT-601: It needs a permission.', code: 'PLT-601' };
    const refused = { error, request: { method: 'POST', url: '/' }, response: { statusCode: 403 } };
    runs.refusal = await ResponseError.fromResponse(Response.json(refused, { status: 403 }));
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Words that matter');
    await userEvent.click(screen.getByRole('button', { name: 'Add the note' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('PLT-601');
    expect(screen.getByLabelText('What you wrote')).toHaveTextContent('Words that matter');
    await userEvent.click(screen.getByRole('button', { name: 'Understood' }));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('shows hostile notes as text', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul');
    runs.add(reader, { type: 'noted', text: '<img src=x onerror=alert(1)> [a](javascript:alert(1))' });
    const { container } = renderRuns(runs, { query: '&run=run-1' });
    expect(await screen.findByText(/<img src=x/)).toBeInTheDocument();
    expect(container.querySelector('img, a[href^="javascript"]')).toBeNull();
  });

  it('begins an emergency beside an exercise that somebody left open', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul', 19 * 60, true);
    runs.add('user:default/minseo', { type: 'done', step: 1 }, undefined, 18 * 3_600_000);
    const { container } = renderRuns(runs);
    const exercise = await screen.findByRole('region', { name: 'An exercise goes on' });
    expect(exercise).toHaveTextContent(/Begun 19 hours ago \(.+\) by haneul/);
    expect(exercise).toHaveTextContent('Last, 18 hours ago: minseo ticked step 1');
    expect(exercise).toHaveTextContent('Nothing was done for 18 hours');
    expect(within(exercise).getByRole('button', { name: 'Join the run' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Begin an exercise' })).not.toBeInTheDocument();
    expect(await violationsOf(container)).toEqual([]);

    await userEvent.click(screen.getByRole('button', { name: 'Something has failed: begin' }));
    const bar = await screen.findByRole('region', { name: 'The run' });
    expect(bar).toHaveTextContent('Emergency');
    expect(within(bar).getByRole('timer')).toHaveTextContent(/^Elapsed 0:00:\d\d/);

    // nobody begins an exercise anew meanwhile
    await userEvent.click(screen.getByRole('button', { name: 'Browser: back' }));
    expect(await screen.findByRole('region', { name: 'An emergency goes on' })).toHaveTextContent('Begun 1 minute ago');
    expect(screen.getByRole('region', { name: 'An exercise goes on' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'End it and begin anew' })).not.toBeInTheDocument();
  });

  it('that was left open is ended and begun anew, and one that goes on is only joined', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul', 30 * 60);
    const { container, unmount } = renderRuns(runs);
    const old = await screen.findByRole('region', { name: 'An emergency goes on' });
    expect(old).toHaveTextContent('Begun 1 day 6 hours ago');
    expect(old).toHaveTextContent('Nobody has done anything in it');
    expect(screen.queryByRole('button', { name: 'Something has failed: begin' })).not.toBeInTheDocument();
    await userEvent.click(within(old).getByRole('button', { name: 'End it and begin anew' }));
    const dialog = await screen.findByRole('dialog');
    expect(await violationsOf(container)).toEqual([]);
    expect(await within(dialog).findByText(/ends as stopped/)).toBeInTheDocument();
    await userEvent.click(within(dialog).getByRole('button', { name: 'End it and begin anew' }));
    const bar = await screen.findByRole('region', { name: 'The run' });
    expect(within(bar).getByRole('timer')).toHaveTextContent(/^Elapsed 0:00:\d\d/);
    expect(runs.ended).toMatchObject([{ outcome: 'stopped', by: reader }]);
    unmount();

    renderRuns(runs);
    const fresh = await screen.findByRole('region', { name: 'An emergency goes on' });
    expect(within(fresh).queryByRole('button', { name: 'End it and begin anew' })).not.toBeInTheDocument();
  });

  it('is not ended from a page on which nobody saw what others did since', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul', 30 * 60);
    const { container } = renderRuns(runs);
    const action = { name: 'End it and begin anew' };
    await screen.findByRole('button', action);
    // minseo comes back to it, and jiwoo's page still shows it as left open
    runs.add('user:default/minseo', { type: 'joined' });
    await userEvent.click(screen.getByRole('button', action));
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is not as it was');
    expect(dialog).toHaveTextContent('Last, 1 minute ago: minseo joined');
    expect(within(dialog).queryByRole('button', action)).not.toBeInTheDocument();
    expect(await violationsOf(container.ownerDocument.body)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Show it as it is now' }));
    await waitFor(() => expect(screen.getByRole('region', { name: 'An emergency goes on' })).toHaveTextContent('minseo'));
    expect(screen.queryByRole('button', action)).not.toBeInTheDocument();
    expect(runs.ended).toEqual([]);
  });

  it('is not ended when somebody does something while one is asked', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul', 30 * 60);
    renderRuns(runs);
    const action = { name: 'End it and begin anew' };
    await userEvent.click(await screen.findByRole('button', action));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/ends as stopped/);
    runs.add('user:default/minseo', { type: 'done', step: 1 });
    await userEvent.click(within(dialog).getByRole('button', action));
    expect(await within(dialog).findByRole('alert')).toHaveTextContent('It is not as it was');
    expect(dialog).toHaveTextContent('minseo ticked step 1');
    expect(runs.ended).toEqual([]);
  });

  it('is found from the list of runbooks and from the runbook', async () => {
    const runs = new InMemoryRuns();
    runs.begin('user:default/haneul');
    const list = renderRuns(runs, { path: '/handbook?tab=runbook' });
    const goingOn = await screen.findByRole('region', { name: 'Going on now' });
    expect(within(goingOn).getByRole('link', { name: 'Region lost' })).toHaveAttribute('href', `${address}&run=run-1`);
    list.unmount();
    renderRuns(runs);
    await userEvent.click(await screen.findByRole('button', { name: 'Join the run' }));
    expect(await screen.findByRole('button', { name: 'Go on with step 1: Stop the writers' })).toBeInTheDocument();
  });
});
