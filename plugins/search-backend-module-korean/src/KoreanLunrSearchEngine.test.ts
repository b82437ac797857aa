import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { LunrSearchEngine } from '@backstage/plugin-search-backend-node';
import { KoreanLunrSearchEngine } from './KoreanLunrSearchEngine';

const documents = [
  { title: '상태가 잠겨 있다', text: '다른 사람이 plan을 실행하고 있어서 잠금을 얻지 못합니다.', location: '/lock', kind: 'troubleshooting' },
  { title: '데이터베이스 복구', text: 'RDS를 백업에서 되살립니다.', location: '/restore', kind: 'runbook' },
  { title: 'The state is locked', text: 'Somebody else holds the lock of the state.', location: '/lock-en', kind: 'troubleshooting' },
  { title: 'Restoring a database', text: 'Restore the RDS instance from its backup.', location: '/restore-en', kind: 'runbook' },
  { title: '값', text: '한 글자', location: '/one', kind: 'guide' },
];

async function filled(engine: LunrSearchEngine) {
  await pipeline(Readable.from(documents), await engine.getIndexer('handbook'));
  return async (term: string, filters?: Record<string, string>) => {
    const { results } = await engine.query({ term, filters });
    return results.map(({ document }) => document.location);
  };
}

describe('KoreanLunrSearchEngine', () => {
  const start = () => filled(KoreanLunrSearchEngine.create({ logger: mockServices.logger.mock() }));

  it('finds Korean words in whatever form they stand', async () => {
    const find = await start();
    expect((await find('잠금'))[0]).toBe('/lock');
    expect((await find('잠금이 풀리지 않아요'))[0]).toBe('/lock');
    expect(await find('데이터베이스를')).toEqual(['/restore']);
    expect((await find('RDS가'))).toEqual(expect.arrayContaining(['/restore', '/restore-en']));
    expect((await find('값'))[0]).toBe('/one');
    expect((await find('상태'.normalize('NFD')))[0]).toBe('/lock');
  });

  it('finds English as before, by forms, beginnings and mistyped words, and by the telling words of a sentence', async () => {
    const find = await start();
    expect((await find('restored'))[0]).toBe('/restore-en');
    expect((await find('insta'))[0]).toBe('/restore-en');
    expect(await find('databse')).toContain('/restore-en');
    expect((await find('why is it that the state of this is locked by somebody'))[0]).toBe('/lock-en');
    expect(await find('of the')).toEqual(expect.any(Array));
  });

  it('keeps filters, answers nothing asked with everything, and takes any text', async () => {
    const find = await start();
    expect((await find('잠금 RDS', { kind: 'runbook' })).sort()).toEqual(['/restore', '/restore-en']);
    expect(await find('')).toHaveLength(documents.length);
    for (const text of ['+a -b ~2 ^9 *', 'title:x', '*', '👩‍👩‍👧', '\0', 'x'.repeat(100_000), '가'.repeat(100_000)]) {
      expect(await find(text)).toEqual(expect.any(Array));
    }
  });

  it('finds nothing of a kind that was not collected yet', async () => {
    const engine = KoreanLunrSearchEngine.create({ logger: mockServices.logger.mock() });
    await filled(engine);
    expect(await engine.query({ term: 'lock', types: ['techdocs'] })).toEqual({ results: [], numberOfResults: 0 });
    expect((await engine.query({ term: 'lock', types: ['techdocs', 'handbook'] })).results).not.toEqual([]);
  });

  it('is needed: the engine of Backstage does not find it', async () => {
    const find = await filled(new LunrSearchEngine({ logger: mockServices.logger.mock() }));
    expect(await find('잠금')).not.toContain('/lock');
  });

  it('highlights the whole word', async () => {
    const engine = KoreanLunrSearchEngine.create({ logger: mockServices.logger.mock() });
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
