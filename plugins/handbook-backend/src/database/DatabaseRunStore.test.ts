import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createHash, randomUUID } from 'crypto';
import { DatabaseHandbookStore } from './DatabaseHandbookStore';
import { DatabaseRunStore } from './DatabaseRunStore';

jest.setTimeout(60_000);

const runbook = { repository: 'connectly/rds', path: 'docs/runbooks/restore.md', exercise: false, documents: {}, steps: 2 };
const page = { repositories: new Set(['connectly/rds']), offset: 0, limit: 50 };

describe('runs in the database', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())('are one while people begin at the same moment, on %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const { client } = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    // two replicas of the portal
    const stores = [DatabaseRunStore.create({ client }), DatabaseRunStore.create({ client })];
    const begun = Array.from({ length: 10 }, (_, index) => stores[index % 2].start({ ...runbook, by: `user:default/${index}` }));
    const ids = new Set(await Promise.all(begun));
    expect(ids.size).toBe(1);
    const [run] = ids;

    const notes = Array.from({ length: 20 }, (_, index) =>
      stores[index % 2].add({
        run,
        id: randomUUID(),
        by: `user:default/${index}`,
        agoMilliseconds: 0,
        deed: { type: 'noted', text: `${index}` },
      }),
    );
    await Promise.all(notes);
    const log = await stores[0].entries(run, 5);
    expect(log.map(entry => entry.sequence)).toEqual(Array.from({ length: 15 }, (_, index) => index + 6));

    const ends = (['reached', 'stopped'] as const).map((outcome, index) =>
      stores[index].add({ run, id: randomUUID(), by: 'user:default/x', agoMilliseconds: 0, deed: { type: 'ended', outcome } }),
    );
    const [first] = (await Promise.all(ends)).sort((a, b) => a.sequence - b.sequence);
    const { items } = await stores[1].list(page);
    expect(items).toMatchObject([{ summary: { id: run, endedAt: first.at, outcome: 'outcome' in first && first.outcome } }]);
    const second = await stores[1].start({ ...runbook, by: 'user:default/x' });
    expect(second).not.toBe(run);
    expect((await stores[0].list({ ...page, limit: 1 })).items[0].summary.id).toBe(second);
    expect((await stores[0].list({ ...page, repositories: new Set() })).total).toBe(0);
  });

  it.each(databases.eachSupportedId())('let an emergency begin beside an exercise, once, on %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const { client } = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const stores = [DatabaseRunStore.create({ client }), DatabaseRunStore.create({ client })];
    const exercise = await stores[0].start({ ...runbook, exercise: true, by: 'user:default/yesterday' });
    const begun = Array.from({ length: 6 }, (_, index) => stores[index % 2].start({ ...runbook, by: `user:default/${index}` }));
    const [emergency, ...others] = new Set(await Promise.all(begun));
    expect(others).toEqual([]);
    expect(emergency).not.toBe(exercise);
    expect(await stores[0].start({ ...runbook, exercise: true, by: 'user:default/x' })).toBe(exercise);

    const noted = { run: exercise, by: 'user:default/x', agoMilliseconds: 0, deed: { type: 'noted' as const, text: 'Who is here?' } };
    await stores[0].add({ ...noted, id: randomUUID() });
    const { items } = await stores[0].list(page);
    // what is on fire comes first, although the exercise is older
    expect(items.map(item => [item.summary.id, item.summary.exercise, item.last?.type])).toEqual([
      [emergency, false, undefined],
      [exercise, true, 'noted'],
    ]);
  });

  it.each(databases.eachSupportedId())('that go on when the portal is upgraded go on, on %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const migrations = { directory: resolvePackagePath('@connectly/plugin-handbook-backend', 'migrations') };
    await knex.migrate.up({ ...migrations, name: '20261124000000_init.js' });
    await knex.migrate.up({ ...migrations, name: '20261128000000_runs.js' });
    const open = createHash('sha256').update(`${runbook.repository}\0${runbook.path}`).digest('hex');
    const { repository, path, steps } = runbook;
    const row = { repository, path, steps, started_by: 'user:default/x', documents: '{}', started_at: '2026-11-29T03:00:00.000Z' };
    await knex('runbook_runs').insert({ ...row, id: 'before', exercise: true, open });
    await knex('runbook_runs').insert({ ...row, id: 'ended', exercise: false, ended_at: row.started_at, open: null });

    const { client } = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const store = DatabaseRunStore.create({ client });
    expect(await store.start({ ...runbook, exercise: true, by: 'user:default/x' })).toBe('before');
    const emergency = await store.start({ ...runbook, by: 'user:default/x' });
    expect(['before', 'ended']).not.toContain(emergency);
  });

  it.each(databases.eachSupportedId())('hold a log of a size that people can read, on %p', async databaseId => {
    const knex = await databases.init(databaseId);
    const { client } = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const store = DatabaseRunStore.create({ client });
    const run = await store.start({ ...runbook, by: 'user:default/x' });
    const joined = { run, by: 'user:default/x', agoMilliseconds: 0, deed: { type: 'joined' as const } };
    await client('runbook_entries').insert({ run, sequence: 2_000, id: randomUUID(), at: '', by: '', deed: '{"type":"joined"}' });
    await expect(store.add({ ...joined, id: randomUUID() })).rejects.toMatchObject({ code: 'PLT-405' });
    await expect(store.add({ ...joined, run: randomUUID(), id: randomUUID() })).rejects.toMatchObject({ code: 'PLT-404' });
    // else it would be open for ever, and nobody could begin another
    await store.add({ ...joined, id: randomUUID(), deed: { type: 'ended', outcome: 'reached' } });
    expect(await store.facts(run)).toMatchObject({ outcome: 'reached' });
    const again = store.add({ ...joined, id: randomUUID(), deed: { type: 'ended', outcome: 'stopped' } });
    await expect(again).rejects.toMatchObject({ code: 'PLT-405' });
  });
});
