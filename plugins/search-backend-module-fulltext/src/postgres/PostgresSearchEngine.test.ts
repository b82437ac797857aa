import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { PgSearchEngine } from '@backstage/plugin-search-backend-module-pg';
import { IndexableDocument, IndexableResult, SearchQuery } from '@backstage/plugin-search-common';
import { PostgresSearchEngine } from './PostgresSearchEngine';

jest.setTimeout(60_000);

const documents: IndexableDocument[] = [
  { title: 'The state is locked', text: 'Somebody else holds the lock of the state.', location: '/lock', kind: 'troubleshooting' },
  { title: '데이터베이스 복구', text: 'RDS를 백업에서 되살립니다.', location: '/restore', kind: 'runbook' },
  { title: 'Restoring a database', text: 'Restore the RDS instance from its backup, and lock it.', location: '/restore-en', kind: 'runbook', tags: ['rds'] },
  { title: 'Locks, and ways of working', text: 'Locks are talked about here: lock, locks, locked.', location: '/ways', kind: 'guide' },
].map(document => document as IndexableDocument);

/** More than are ranked; what the title says is at the end, so the first of them do not hold it. */
const many: IndexableDocument[] = Array.from({ length: 2_500 }, (_, index) => ({
  title: index === 2_499 ? 'Terraform' : `Service ${index}`,
  text: `A service is made by Terraform in number ${index}.`,
  location: `/service-${index}`,
}));

const questions: SearchQuery[] = [
  ...['lock', 'locked state', 'restor', '데이터베이스 복구', 'nothing', 'of the', '', 'a & b | !c:*', "'; DROP TABLE documents; --", '"', '\\', '(', '***'].map(term => ({ term })),
  { term: 'lock', filters: { kind: ['guide', 'runbook'] } },
  { term: 'lock', filters: { tags: 'rds' } },
  { term: 'lock', types: ['handbook'], pageLimit: 2 },
  { term: 'lock', types: ['handbook'], pageLimit: 2, pageCursor: Buffer.from('1').toString('base64') },
  { term: 'lock', types: ['techdocs'] },
  { term: '', filters: { kind: 'runbook' }, types: ['handbook'] },
];

const databases = TestDatabases.create({ ids: ['POSTGRES_15'] });
const [databaseId] = databases.eachSupportedId().flat();
const describeOnPostgres = databaseId ? describe : describe.skip;

describeOnPostgres('PostgresSearchEngine', () => {
  const fill = async (engine: SearchEngine, type: string, of: IndexableDocument[]) => pipeline(Readable.from(of), await engine.getIndexer(type));

  it('finds what the engine of Backstage finds, in its order where titles say the same', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const config = mockServices.rootConfig();
    const stock = await PgSearchEngine.fromConfig(config, { database });
    // two servers that start over the same table
    const [one, other] = await Promise.all([1, 2].map(() => PostgresSearchEngine.fromConfig(config, { database })));
    await fill(one, 'handbook', documents);
    for (const question of questions) {
      const [ours, theirs] = await Promise.all([other, stock].map(engine => engine.query(question)));
      const said = ({ results, ...rest }: typeof ours) => ({ ...rest, results: results.map(({ highlight: _, document: { syllables: __, ...document }, ...result }: IndexableResult & { document: { syllables?: string } }) => ({ ...result, document })) });
      expect(said(ours)).toEqual(said(theirs));
    }
  });

  it('puts what the title says in full before what a long text holds many times, unlike the engine of Backstage', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const config = mockServices.rootConfig();
    const engine = await PostgresSearchEngine.fromConfig(config, { database });
    await fill(engine, 'handbook', [
      { title: 'Operations', text: 'The state has a lock. '.repeat(50), location: '/operations' },
      { title: 'The state is locked', text: 'Somebody else holds it.', location: '/lock' },
    ]);
    const stock = await PgSearchEngine.fromConfig(config, { database });
    const found = async (by: SearchEngine) => (await by.query({ term: 'lock state' })).results.map(({ document }) => document.location);
    expect(await found(engine)).toEqual(['/lock', '/operations']);
    expect(await found(stock)).toEqual(['/operations', '/lock']);
  });

  it('finds by any telling word, and Korean in whatever form, what the engine of Backstage does not', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, 'handbook', documents);
    await fill(engine, 'service', many.slice(0, 300));
    const stock = await PgSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    const found = async (by: SearchEngine, query: Partial<SearchQuery>) => {
      const { results, numberOfResults } = await by.query({ term: '', ...query });
      return [numberOfResults, ...results.map(({ document }) => document.location)];
    };
    for (const [term, first] of [
      ['terraform says that the state is locked', '/lock'],
      ['데이터베이스가 안 돼서 복구했어요', '/restore'],
      ['백업으로 되살려요', '/restore'],
      ['somebody wants a database restored', '/restore-en'],
    ]) {
      expect(await found(stock, { term })).toEqual([0]);
      expect((await found(engine, { term }))[1]).toBe(first);
    }
    // what it carries for that is not told, and kinds, values and pages are as for any question
    const term = 'restoring 데이터베이스를';
    expect((await engine.query({ term })).results[0].document).not.toHaveProperty('syllables');
    expect(await found(engine, { term, types: ['service'] })).toEqual([0]);
    expect(await found(engine, { term, filters: { kind: 'guide' } })).toEqual([0]);
    const all = await found(engine, { term, types: ['handbook'] });
    expect(all.slice(1).sort()).toEqual(['/restore', '/restore-en']);
    const page = { term, types: ['handbook'], pageLimit: 1 };
    const second = Buffer.from('1').toString('base64');
    expect([...(await found(engine, page)).slice(1), ...(await found(engine, { ...page, pageCursor: second })).slice(1)]).toEqual(all.slice(1));
    for (const hostile of [`'); DROP TABLE documents; -- 잠금을`, `"' \\ 잠금 ? $1 :x`, '잠금'.repeat(2_000)]) await engine.query({ term: hostile });
  });

  it('counts the same on each page of what it finds by any word', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, 'handbook', documents);
    const term = 'lock rd';
    const { results, numberOfResults } = await engine.query({ term });
    const locations = results.map(({ document }) => document.location);
    expect([...locations].sort()).toEqual(['/lock', '/restore-en', '/ways']);
    expect(numberOfResults).toBe(3);
    const paged: string[] = [];
    let pageCursor: string | undefined;
    do {
      const page = await engine.query({ term, pageCursor, pageLimit: 1 });
      expect(page.numberOfResults).toBe(3);
      paged.push(...page.results.map(({ document }) => document.location));
      pageCursor = page.nextPageCursor;
    } while (pageCursor);
    expect(paged).toEqual(locations);
  });

  it('looks for no word by a beginning that very many documents have, and keeps what holds the beginning of every one', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, 'handbook', documents);
    // each with a word of its own
    await fill(engine, 'service', many.map((each, index) => ({ ...each, text: `${index % 2 ? 'con' : 'pro'}${index}x of it` })));
    await fill(engine, 'both', [{ title: 'Both', text: 'Constant progress.', location: '/both' }]);
    const found = async (term: string) => (await engine.query({ term, pageLimit: 100 })).results.map(({ document }) => document.location);
    expect((await found('con locked')).sort()).toEqual(['/lock', '/restore-en', '/ways']);
    expect(await found('con1235 locked')).toContain('/service-1235');
    expect(await found('con pro')).toEqual(['/both']);
  });

  it('counts all, ranks some, and puts what the title says first', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, 'service', many);
    const first = await engine.query({ term: 'terraform' });
    expect(first.numberOfResults).toBe(2_500);
    expect(first.results[0].document.location).toBe('/service-2499');
    const seen = new Set<string>();
    let pageCursor: string | undefined;
    do {
      const page = await engine.query({ term: 'terraform', pageCursor, pageLimit: 500 });
      for (const { document } of page.results) seen.add(document.location);
      pageCursor = page.nextPageCursor;
    } while (pageCursor);
    expect(seen.size).toBe(2_500);
  });

  it('shows the found words, unless that is turned off', async () => {
    const database = mockServices.database({ knex: await databases.init(databaseId) });
    const engine = await PostgresSearchEngine.fromConfig(mockServices.rootConfig(), { database });
    await fill(engine, 'handbook', documents);
    const [{ highlight }] = (await engine.query({ term: 'restored instances' })).results;
    const word = (text: string) => `${highlight!.preTag}${text}${highlight!.postTag}`;
    expect(highlight!.fields).toEqual({
      title: `${word('Restoring')} a database`,
      text: `${word('Restore')} the RDS ${word('instance')} from its backup, and lock it.`,
    });
    const data = { search: { pg: { highlightOptions: { useHighlight: false } } } };
    const plain = await PostgresSearchEngine.fromConfig(mockServices.rootConfig({ data }), { database });
    expect((await plain.query({ term: 'restored' })).results[0].highlight!.fields).toEqual({});
  });
});
