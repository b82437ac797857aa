import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { guardByPermission } from './guardByPermission';

const resultOf = (title: string, ...permissions: string[]) => ({
  type: 'handbook',
  document: { title, text: '', location: `/${title}`, authorization: { resourceRef: 'component:default/rds', permissions } },
});
const plain = { type: 'other', document: { title: 'plain', text: '', location: '/plain' } };

/** An engine of some pages, and a policy that allows what is named. */
function start(pages: object[][], allowed: string[]) {
  const asked: string[] = [];
  const engine = {
    query: async ({ pageCursor = '0' }: { pageCursor?: string }) => {
      const page = Number(pageCursor);
      return {
        results: pages[page].map((result, index) => ({ ...result, rank: index + 1 })),
        numberOfResults: 99,
        nextPageCursor: page + 1 < pages.length ? String(page + 1) : undefined,
        previousPageCursor: page > 0 ? String(page - 1) : undefined,
      };
    },
  } as unknown as SearchEngine;
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => {
        asked.push(permission.name);
        return { result: allowed.includes(permission.name) ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
      }),
  });
  const guarded = guardByPermission(engine, { permissions, named: ['read', 'adr'] });
  const found = async (caller: object = { credentials: mockCredentials.user() }, pageCursor?: string) => {
    const { results, ...more } = await guarded.query({ term: 'x', pageCursor }, caller as never);
    expect(results.filter(result => 'rank' in result)).toHaveLength('numberOfResults' in more ? results.length : 0);
    return { ...more, titles: results.map(({ document }) => document.title) };
  };
  return { asked, found };
}

describe('guardByPermission', () => {
  it('shows a document to whom all of its permissions are given, and asks for each once', async () => {
    const results = [resultOf('a', 'read', 'adr'), resultOf('b', 'read', 'runbook'), resultOf('c', 'read', 'adr'), plain];
    const { asked, found } = start([results], ['read', 'adr']);
    expect(await found()).toEqual({ titles: ['a', 'c', 'plain'] });
    expect(asked).toEqual(['read', 'adr', 'runbook']);
    expect((await start([results], ['adr']).found()).titles).toEqual(['plain']);
  });

  it('tells only who holds all permissions how many there are', async () => {
    const pages = [[resultOf('a', 'read'), plain], [plain]];
    expect(await start(pages, ['read', 'adr']).found()).toMatchObject({ titles: ['a', 'plain'], nextPageCursor: '1', numberOfResults: 99 });
    expect(await start(pages, ['read']).found()).toEqual({ titles: ['a', 'plain'], nextPageCursor: '1' });
  });

  it('goes on behind pages that show nothing, to a limit', async () => {
    const secret = [resultOf('secret', 'read')];
    const { found } = start([secret, secret, [plain, ...secret], [plain]], []);
    expect(await found()).toEqual({ titles: ['plain'], nextPageCursor: '3' });
    const { found: back } = start([[plain], secret, secret, [plain]], []);
    expect(await back(undefined, '1')).toEqual({ titles: ['plain'], previousPageCursor: '0' });
    const many = Array.from({ length: 30 }, () => secret);
    expect(await start(many, []).found()).toEqual({ titles: [], nextPageCursor: '20' });
  });

  it('shows a caller without credentials nothing that names a permission', async () => {
    const { asked, found } = start([[resultOf('a', 'read'), plain]], ['read']);
    for (const caller of [{}, { token: 'x' }]) expect((await found(caller)).titles).toEqual(['plain']);
    expect(asked).toEqual([]);
  });
});
