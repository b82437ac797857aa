import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DocumentQuery } from '@connectly/plugin-handbook-common';
import { everyKind } from '../access/ReadableDocuments';
import { DatabaseDocumentQueries, StoredSummary } from './DatabaseDocumentQueries';
import { DatabaseHandbookStore } from './DatabaseHandbookStore';

jest.setTimeout(60_000);

const owner = 'group:default/orders';

type Given = Partial<StoredSummary> & { broken?: boolean; due?: string; tags?: string[]; about?: string[] };

const decision = (number: number, links: { supersedes?: number[]; supersededBy?: number } = {}): Given => ({
  kind: 'adr',
  path: `docs/adr/${String(number).padStart(4, '0')}-x.md`,
  // what a title says is no link
  title: '"supersededBy":1, "supersedes":[1]',
  decision: { number, state: links.supersededBy ? 'superseded' : 'accepted', decisionMakers: [], supersedes: [], ...links },
});

describe('lists of many documents', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function listing(databaseId: Parameters<typeof databases.init>[0], given: Given[]) {
    const knex = await databases.init(databaseId);
    const { client } = await DatabaseHandbookStore.create({ database: mockServices.database({ knex }) });
    const rows = given.map(({ broken = false, due, tags, about, ...more }) => {
      const summary = { repository: 'connectly/orders', kind: 'guide', language: 'en', title: 'x', owner, findings: 0, ...more } as StoredSummary;
      const { repository, path, kind, language, title } = summary;
      const sort = summary.decision ? String(summary.decision.number).padStart(6, '0') : path;
      const state = summary.decision?.state ?? null;
      const data = { search: '', hash: '', summary: JSON.stringify(summary), data: '{}', review_due: due ?? null, broken, sort, state };
      return { repository, path, language, kind, title, owner: summary.owner, ...data };
    });
    await client.batchInsert('documents', rows, 50);
    const labels = given.flatMap(({ repository = 'connectly/orders', path, tags = [], about = [] }) => [
      ...tags.map(value => ({ repository, path, type: 'tag', value })),
      ...about.map(value => ({ repository, path, type: 'about', value })),
    ]);
    if (labels.length > 0) await client.batchInsert('document_labels', labels, 50);
    const documents = DatabaseDocumentQueries.create({ client, now: () => new Date('2026-11-30T12:00:00Z') });
    const repositories = new Set(rows.map(row => row.repository));
    const list = async (query: DocumentQuery) => {
      const { items, total } = await documents.list({ repositories, kinds: everyKind, offset: 0, limit: 200, ...query });
      return { paths: items.map(item => item.path), items, total };
    };
    return { list, documents, repositories };
  }

  it.each(databases.eachSupportedId())('begin with what needs attention, whatever its kind and number, on %p', async databaseId => {
    const many = Array.from({ length: 250 }, (_, index) => ({ ...decision(index + 1), due: '2027-01-01' }));
    const { list } = await listing(databaseId, [
      ...many,
      { path: 'docs/runbooks/a.md', kind: 'runbook' },
      { path: 'docs/z-late.md', due: '2026-11-29' },
      { path: 'docs/z-today.md', due: '2026-11-30' },
      { path: 'docs/troubleshooting/TS-900.md', kind: 'troubleshooting', broken: true },
    ]);
    const { paths, total } = await list({ owner, order: 'urgency', limit: 4 });
    expect(paths).toEqual(['docs/troubleshooting/TS-900.md', 'docs/z-late.md', 'docs/runbooks/a.md', 'docs/adr/0001-x.md']);
    expect(total).toBe(254);
    expect((await list({ owner, freshness: 'attention' })).paths.sort()).toEqual(['docs/troubleshooting/TS-900.md', 'docs/z-late.md']);
  });

  it.each(databases.eachSupportedId())('show the decisions that have a link beyond the first of many repositories, on %p', async databaseId => {
    const first = Array.from({ length: 250 }, (_, index) => ({ ...decision(1), repository: `connectly/service-${index}` }));
    const { list } = await listing(databaseId, [
      ...first,
      { ...decision(7, { supersededBy: 12 }), repository: 'connectly/zoo' },
      { ...decision(12, { supersedes: [7] }), repository: 'connectly/zoo' },
      { ...decision(1, { supersededBy: 2 }), repository: 'connectly/all' },
      { ...decision(2, { supersedes: [1] }), repository: 'connectly/all' },
    ]);
    const { items, total } = await list({ kind: 'adr', superseding: true });
    expect(total).toBe(4);
    // both ends beside each other, so that a cut parts one pair at most
    expect(items.map(item => `${item.repository} ${item.decision?.number}`)).toEqual([
      'connectly/all 1',
      'connectly/all 2',
      'connectly/zoo 7',
      'connectly/zoo 12',
    ]);
    expect((await list({ kind: 'adr', superseding: true, repository: 'connectly/all' })).total).toBe(2);
  });

  it.each(databases.eachSupportedId())('count a document of the repository that names the service once, on %p', async databaseId => {
    const service = 'component:default/orders';
    const { list } = await listing(databaseId, [
      { path: 'docs/own.md' },
      { path: 'docs/both.md', about: [service] },
      { path: 'docs/elsewhere.md', repository: 'connectly/platform', about: [service] },
      { path: 'docs/other.md', repository: 'connectly/platform' },
    ]);
    const { paths, total } = await list({ about: service, orRepository: 'connectly/orders' });
    expect(paths).toEqual(['docs/both.md', 'docs/elsewhere.md', 'docs/own.md']);
    expect(total).toBe(3);
    expect((await list({ about: service })).total).toBe(2);
  });

  it.each(databases.eachSupportedId())('offer the tags, repositories and owners that there are, the most frequent first and bounded, on %p', async databaseId => {
    const { documents, repositories } = await listing(databaseId, [
      { ...decision(1), tags: ['state', 'security'] },
      { ...decision(2), tags: ['state'], owner: 'user:default/jiwoo' },
      { ...decision(1), repository: 'connectly/platform', tags: ['network'] },
      { path: 'docs/guide.md', tags: ['how-to'] },
      ...Array.from({ length: 220 }, (_, index) => ({ path: `docs/g/${index}.md`, repository: `connectly/z${index}`, kind: 'guide' as const })),
    ]);
    expect(await documents.choices({ repositories, kinds: everyKind, kind: 'adr' })).toEqual({
      tags: ['state', 'network', 'security'],
      repositories: ['connectly/orders', 'connectly/platform'],
      owners: [owner, 'user:default/jiwoo'],
      cut: { tags: false, repositories: false, owners: false },
    });
    expect(await documents.choices({ repositories: new Set(['connectly/platform']), kinds: everyKind, kind: 'adr' })).toEqual({
      tags: ['network'],
      repositories: ['connectly/platform'],
      owners: [owner],
      cut: { tags: false, repositories: false, owners: false },
    });
    const every = await documents.choices({ repositories, kinds: everyKind });
    expect(every.repositories).toHaveLength(200);
    // each by itself: what is not cut is not said to be
    expect(every.cut).toEqual({ tags: false, repositories: true, owners: false });
  });
});
