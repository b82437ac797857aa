import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { LunrSearchEngine, SearchEngine } from '@backstage/plugin-search-backend-node';
import { IndexableDocument } from '@backstage/plugin-search-common';
import fc from 'fast-check';
import { SqliteSearchEngine } from './SqliteSearchEngine';

const documents = [
  { title: '상태가 잠겨 있다', text: '다른 사람이 plan을 실행하고 있어서 잠금을 얻지 못합니다.', location: '/lock', kind: 'troubleshooting' },
  { title: '데이터베이스 복구', text: 'RDS를 백업에서 되살립니다.', location: '/restore', kind: 'runbook' },
  { title: 'The state is locked', text: 'Somebody else holds the lock of the state.', location: '/lock-en', kind: 'troubleshooting' },
  { title: 'Restoring a database', text: 'Restore the RDS instance from its backup.', location: '/restore-en', kind: 'runbook', tags: ['rds', 'aurora'] },
  { title: '값', text: '한 글자', location: '/one', kind: 'guide' },
];

const fill = async (engine: SearchEngine, type: string, of: IndexableDocument[]) =>
  pipeline(Readable.from(of), await engine.getIndexer(type));

async function filled(engine: SearchEngine) {
  await fill(engine, 'handbook', documents);
  return async (term: string, filters?: Record<string, string | string[]>) => {
    const { results } = await engine.query({ term, filters });
    return results.map(({ document }) => document.location);
  };
}

const create = () => SqliteSearchEngine.create({ logger: mockServices.logger.mock() });

describe('SqliteSearchEngine', () => {
  const start = () => filled(create());

  it('finds Korean words in whatever form they stand', async () => {
    const find = await start();
    expect((await find('잠금'))[0]).toBe('/lock');
    expect((await find('잠금이 풀리지 않아요'))[0]).toBe('/lock');
    expect(await find('데이터베이스를')).toEqual(['/restore']);
    expect((await find('RDS가'))).toEqual(expect.arrayContaining(['/restore', '/restore-en']));
    expect((await find('값'))[0]).toBe('/one');
    expect((await find('상태'.normalize('NFD')))[0]).toBe('/lock');
  });

  it('finds English by forms, beginnings and mistyped words, and by the telling words of a sentence', async () => {
    const find = await start();
    expect((await find('restored'))[0]).toBe('/restore-en');
    expect((await find('insta'))[0]).toBe('/restore-en');
    expect(await find('databse')).toEqual(['/restore-en']);
    expect(await find('lokc')).toEqual([]);
    expect((await find('why is it that the state of this is locked by somebody'))[0]).toBe('/lock-en');
    expect(await find('of the')).toEqual(['/lock-en', '/restore-en']);
    expect(await find('aurora')).toEqual(['/restore-en']);
  });

  it('puts what the title says before what a text holds many times, however long its own text is', async () => {
    const engine = create();
    await fill(engine, 'handbook', [
      { title: 'Operations', text: 'A database is deleted. '.repeat(200), location: '/operations' },
      { title: 'Database deleted', text: 'What to do. '.repeat(2_000), location: '/deleted' },
      ...Array.from({ length: 20 }, (_, index) => ({ title: `Other ${index}`, text: 'Something else.', location: `/${index}` })),
    ]);
    const { results } = await engine.query({ term: 'database deleted' });
    expect(results.map(({ document }) => document.location)).toEqual(['/deleted', '/operations']);
  });

  it('keeps filters, also of several values and of lists, and answers nothing asked with everything', async () => {
    const find = await start();
    expect((await find('잠금 RDS', { kind: 'runbook' })).sort()).toEqual(['/restore', '/restore-en']);
    expect((await find('', { kind: ['guide', 'runbook'] })).sort()).toEqual(['/one', '/restore', '/restore-en']);
    expect(await find('', { tags: 'aurora' })).toEqual(['/restore-en']);
    expect(await find('RDS', { kind: 'runbook', tags: 'rds' })).toEqual(['/restore-en']);
    expect(await find('RDS', { unknown: 'runbook' })).toEqual([]);
    expect(await find(' ')).toHaveLength(documents.length);
    const filters = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field${index}`, 'x']));
    await expect(find('RDS', filters)).rejects.toThrow('at most 20 filters');
  });

  it('takes any text, of which nothing is syntax', async () => {
    const find = await start();
    const everything = documents.length;
    for (const text of ['+a -b ~2 ^9 *', 'title:x', '"', '""', "'; DROP TABLE index_1_documents; --", 'NEAR(', 'NOT', 'a AND', '(', '{title}: x', 'x'.repeat(100_000), '가'.repeat(100_000)]) {
      expect((await find(text)).length).toBeLessThan(everything);
      expect(await find('', { [text]: text })).toEqual([]);
    }
    // as a word, and not as an operator
    expect(await find('lock AND nothing')).toEqual(['/lock-en']);
    // without a word nothing is found
    for (const text of ['***', '👩‍👩‍👧', '\0', '-- "']) expect(await find(text)).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
        expect(await find(text, { kind: text })).toEqual(expect.any(Array));
      }),
    );
    expect(await find('')).toHaveLength(everything);
  });

  it('pages through what several kinds found, best first, each document once', async () => {
    const engine = create();
    await filled(engine);
    const many = Array.from({ length: 60 }, (_, index) => ({ title: `Module ${index}`, text: `locked ${'x '.repeat(index)}`, location: `/${index}` }));
    await fill(engine, 'terraform', many);
    const seen: string[] = [];
    let pageCursor: string | undefined;
    do {
      const page = await engine.query({ term: 'locked', pageCursor, pageLimit: 20 });
      expect(page.numberOfResults).toBe(61);
      expect(page.results.map(({ rank }) => rank)).toEqual(page.results.map((_, index) => seen.length + index + 1));
      expect(page.previousPageCursor !== undefined).toBe(seen.length > 0);
      seen.push(...page.results.map(({ document }) => document.location));
      pageCursor = page.nextPageCursor;
    } while (pageCursor);
    expect(new Set(seen).size).toBe(61);
    const ofTerraform = await engine.query({ term: 'locked', types: ['terraform'] });
    expect(ofTerraform.results).toHaveLength(25);
    expect(ofTerraform.results[0].document.location).toBe('/0');
    for (const page of ['-1', 'x', '1.5', '1e300']) {
      await expect(engine.query({ term: 'a', pageCursor: Buffer.from(page).toString('base64') })).rejects.toThrow('page cursor');
    }
  });

  it('finds nothing of a kind that was not collected yet', async () => {
    const engine = create();
    await filled(engine);
    expect(await engine.query({ term: 'lock', types: ['techdocs'] })).toMatchObject({ results: [], numberOfResults: 0 });
    expect((await engine.query({ term: 'lock', types: ['techdocs', 'handbook'] })).results).not.toEqual([]);
  });

  it('replaces a kind whole, and keeps the last one when reading fails or gives nothing', async () => {
    const engine = create();
    const find = await filled(engine);
    const failing = async function* failing() {
      yield documents[4];
      throw new Error('The handbook does not answer.');
    };
    await expect(pipeline(Readable.from(failing()), await engine.getIndexer('handbook'))).rejects.toThrow('does not answer');
    await fill(engine, 'handbook', []);
    expect(await find('')).toHaveLength(documents.length);
    await fill(engine, 'handbook', documents.slice(0, 1));
    expect(await find('')).toEqual(['/lock']);
    expect(await find('RDS')).toEqual([]);
  });

  it('is needed: the engine of Backstage does not find it', async () => {
    const find = await filled(new LunrSearchEngine({ logger: mockServices.logger.mock() }));
    expect(await find('잠금')).not.toContain('/lock');
  });

  it('highlights the whole word', async () => {
    const engine = create();
    await filled(engine);
    const { results } = await engine.query({ term: '잠금' });
    const { fields, preTag, postTag } = results[0].highlight!;
    expect(fields.text).toContain(`${preTag}잠금을${postTag}`);
    // many pieces of one word were found: it is highlighted once
    const database = (await engine.query({ term: '데이터베이스 복구' })).results[0].highlight!;
    expect(database.fields.title).toBe(`${database.preTag}데이터베이스${database.postTag} ${database.preTag}복구${database.postTag}`);
    expect((await engine.query({ term: '데이터베이스' })).results[0].highlight!.fields.title).toContain(`데이터베이스${database.postTag} 복구`);
  });
});
