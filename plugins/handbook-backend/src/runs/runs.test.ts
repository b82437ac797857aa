import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { RunbookDeed } from '@connectly/plugin-handbook-common';
import { randomUUID } from 'crypto';
import { central, runbook } from '../__testUtils__/documents';
import { startHandbook } from '../__testUtils__/startHandbook';

jest.setTimeout(60_000);

const repository = 'connectly/rds';
const path = 'docs/runbooks/restore.md';

/** A portal that has the runbook, and a run that jiwoo began. */
async function startRun() {
  const portal = await startHandbook({ [repository]: { [path]: runbook } });
  portal.shown.add(repository);
  const { send } = portal;
  const begin = (user: string) => send('/runs', { user, body: { repository, path, exercise: true } });
  const { body } = await begin('jiwoo');
  const { id } = body;
  const write = (user: string, deed: object, more: object = {}) =>
    send(`/runs/${id}/entries`, { user, body: { id: randomUUID(), agoMilliseconds: 0, deed, ...more } });
  const read = async (user = 'jiwoo') => (await send(`/runs/${id}`, { user })).body;
  return { ...portal, begin, id, write, read };
}

describe('runs of a runbook', () => {
  it('keep of a note what is seen', async () => {
    const { write, read } = await startRun();
    await write('jiwoo', { type: 'noted', text: '\u202etxt.exe\u202c stop \u2066all\u2069' });
    expect((await write('jiwoo', { type: 'noted', text: '\u200e' })).status).toBe(400);
    await write('jiwoo', { type: 'ended', outcome: 'stopped', text: 'be\u200fcause' });
    expect((await read()).entries.map((entry: { text?: string }) => entry.text)).toEqual(['txt.exe stop all', 'because']);
  });

  it('are begun once by two people, followed by both, ended once, and kept', async () => {
    const { send, begin, id, write, read } = await startRun();
    expect((await begin('minseo')).body).toEqual({ id });
    const waiting = send(`/runs/${id}/entries?after=0&wait=20`, { user: 'minseo' });
    const since = Date.now();
    expect((await write('jiwoo', { type: 'done', step: 1 })).status).toBe(201);
    const news = await waiting;
    expect(Date.now() - since).toBeLessThan(10_000);
    expect(news.body.entries).toMatchObject([{ sequence: 1, type: 'done', step: 1, by: 'user:default/jiwoo' }]);

    await write('minseo', { type: 'noted', step: 2, text: 'password=hunter2222 was in the log' });
    await write('minseo', { type: 'ended', outcome: 'reached' });
    await write('jiwoo', { type: 'ended', outcome: 'stopped', text: 'I stopped it.' });
    await write('jiwoo', { type: 'noted', text: 'Sent when the connection was back.' });
    const run = await read();
    expect(run).toMatchObject({
      title: 'Restore the database',
      startedBy: 'user:default/jiwoo',
      exercise: true,
      outcome: 'reached',
      rtoMinutes: 240,
      steps: 2,
      done: 1,
      document: { content: { runbook: { steps: [{ title: 'Stop the writers' }, {}] } } },
    });
    expect(run.entries.map((entry: RunbookDeed) => entry.type)).toEqual(['done', 'noted', 'ended', 'ended', 'noted']);
    expect(run.entries[1].text).toBe('password=••• was in the log');
    expect((await send('/runs?state=ended', { user: 'jiwoo' })).body).toMatchObject({ total: 1, items: [{ id, done: 1 }] });
    // the next one is another run
    const next = (await begin('jiwoo')).body.id;
    expect(next).not.toBe(id);
    expect((await send('/runs?state=open', { user: 'jiwoo' })).body.items).toMatchObject([{ id: next }]);
  });

  it('keep what is sent again once, and when it was done while the connection was lost', async () => {
    const { id, write, read } = await startRun();
    await new Promise(resolve => setTimeout(resolve, 50));
    const entry = randomUUID();
    const first = await write('jiwoo', { type: 'done', step: 1 }, { id: entry, agoMilliseconds: 20 });
    const again = await write('jiwoo', { type: 'done', step: 1 }, { id: entry, agoMilliseconds: 9_000 });
    expect(again.body).toEqual(first.body);
    await write('jiwoo', { type: 'done', step: 2 }, { agoMilliseconds: 3_600_000 });
    const run = await read();
    expect(run.id).toBe(id);
    expect(run.entries).toHaveLength(2);
    expect(Date.parse(run.entries[0].at)).toBeLessThanOrEqual(Date.parse(run.now) - 20);
    // never before the run
    expect(run.entries[1].at).toBe(run.startedAt);
  });

  it('are ended by who saw them left open only while nobody has done anything since', async () => {
    const { write, read } = await startRun();
    const seen = { id: randomUUID(), seen: 0 };
    const end = { type: 'ended', outcome: 'stopped' };
    await write('minseo', { type: 'joined' });
    expect(await write('jiwoo', end, seen)).toMatchObject({ status: 409, body: { error: { name: 'ConflictError' } } });
    expect(await read()).not.toHaveProperty('endedAt');
    expect((await write('jiwoo', end, { ...seen, seen: 1 })).status).toBe(201);
    // sent again, as the answer was lost
    expect((await write('jiwoo', end, { ...seen, seen: 1 })).status).toBe(201);
    const { endedAt, entries } = await read();
    expect(endedAt).toBeDefined();
    expect(entries).toHaveLength(2);
    expect((await write('jiwoo', end, { seen: -1 })).status).toBe(400);
  });

  it('take twenty people who write at the same moment', async () => {
    const { write, read } = await startRun();
    const all = Array.from({ length: 20 }, (_, index) => write(`person-${index}`, { type: 'noted', text: `Note ${index}` }));
    expect((await Promise.all(all)).map(answer => answer.status)).toEqual(Array(20).fill(201));
    const { entries } = await read();
    expect(entries.map((entry: { sequence: number }) => entry.sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it('follow the runbook as it was when they began', async () => {
    const { read, repositories } = await startRun();
    repositories.push(repository, { [path]: runbook.replace('Stop the writers', 'Something else') });
    expect((await read()).document.content.runbook.steps[0].title).toBe('Stop the writers');
  });

  it('are seen by who sees the repository, and by nobody else', async () => {
    const { send, shown, id } = await startRun();
    shown.delete(repository);
    const deed = { id: randomUUID(), agoMilliseconds: 0, deed: { type: 'done', step: 1 } };
    for (const answer of [
      await send(`/runs/${id}`, { user: 'other' }),
      await send(`/runs/${id}/entries`, { user: 'other' }),
      await send(`/runs/${id}/report`, { user: 'other' }),
      await send(`/runs/${id}/entries`, { user: 'other', body: deed }),
      await send('/runs', { user: 'other', body: { repository, path, exercise: false } }),
    ]) {
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'PLT-404' } } });
    }
    expect((await send('/runs', { user: 'other' })).body.total).toBe(0);
  });

  it('say what is wrong, and leave one audit event each', async () => {
    const { send, state, audited, id, write } = await startRun();
    const refused = [
      await write('jiwoo', { type: 'done', step: 3 }),
      await write('jiwoo', { type: 'done' }),
      await write('jiwoo', { type: 'joined', by: 'user:default/minseo' }),
      await write('jiwoo', { type: 'noted', text: ' ' }),
      await write('jiwoo', { type: 'noted', text: 'x'.repeat(4_001) }),
      await write('jiwoo', { type: 'ended', outcome: 'perhaps' }),
      await write('jiwoo', { type: 'joined' }, { id: '../x' }),
      await send('/runs', { body: { repository: central, path: 'docs/adr/0002-two.md', exercise: false } }),
      await send('/runs/a%00b/report'),
      await send('/runs/a%00b/entries', { body: { id, agoMilliseconds: 0, deed: { type: 'joined' } } }),
      await send('/runs/a%00b'),
      await send('/runs/a%00b/entries'),
      await send(`/runs/${id}/entries?wait=600`),
    ];
    for (const answer of refused) expect(answer).toMatchObject({ status: 400, body: { error: { code: 'PLT-405' } } });
    expect(audited).toEqual(['runbook-run-fetch failed']);
    await write('jiwoo', { type: 'joined' });
    expect(audited).toEqual(['runbook-run succeeded']);
    state.result = AuthorizeResult.DENY;
    expect(await write('jiwoo', { type: 'joined' })).toMatchObject({ status: 403, body: { error: { code: 'PLT-601' } } });
    expect(audited).toEqual(['runbook-run failed']);
  });
});
