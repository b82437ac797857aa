import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { guardByAnyEntity } from './guardByAnyEntity';

const documentOf = (repository: string, more: object) => ({
  type: 'handbook',
  document: { title: repository, text: '', location: `/${repository}`, repository, authorization: { resourceRef: 'component:default/alb' }, ...more },
});
const results = [
  documentOf('org/platform', { manyEntities: true }),
  documentOf('org/platform', { manyEntities: true }),
  documentOf('org/orders', {}),
  { type: 'other', document: { title: 'open', text: '', location: '/open', repository: 'org/platform', manyEntities: true } },
];
const engine = { query: async () => ({ results }) } as unknown as SearchEngine;

/** A catalog that shows Jiwoo one module of the platform, and nobody else anything. */
function start() {
  const asked: string[] = [];
  const now = { value: 0 };
  const state = { isDown: false };
  const catalog = {
    queryEntities: async ({ filter }: { filter: object }, { credentials }: { credentials: BackstageCredentials }) => {
      const { userEntityRef } = credentials.principal as { userEntityRef?: string };
      asked.push(`${userEntityRef} ${Object.values(filter)}`);
      if (state.isDown) throw new Error('down');
      const rds = { apiVersion: 'a', kind: 'Component', metadata: { name: 'rds', namespace: 'default' } };
      return { items: userEntityRef === 'user:default/jiwoo' ? [rds] : [], totalItems: 1, pageInfo: {} };
    },
  } as unknown as CatalogService;
  const guarded = guardByAnyEntity(engine, { catalog, logger: mockServices.logger.mock(), now: () => now.value });
  const guards = async (credentials: BackstageCredentials) => {
    const found = await guarded.query({ term: 'x' }, { credentials });
    return found.results.map(({ document }) => document.authorization?.resourceRef);
  };
  return { asked, now, state, guards, guarded };
}

describe('guardByAnyEntity', () => {
  it('guards a document by an entity that the catalog shows the caller, and asks for it now and then', async () => {
    const { asked, now, guards } = start();
    const jiwoo = mockCredentials.user('user:default/jiwoo');
    const seen = ['component:default/rds', 'component:default/rds', 'component:default/alb', undefined];
    expect(await guards(jiwoo)).toEqual(seen);
    expect(await guards(jiwoo)).toEqual(seen);
    expect(asked).toEqual(['user:default/jiwoo org/platform']);
    now.value = 20_001;
    await guards(jiwoo);
    expect(asked).toHaveLength(2);
  });

  it('leaves a document as it is to whom no entity is shown, while the catalog is down, and without a caller', async () => {
    const { asked, state, guards, guarded } = start();
    const left = ['component:default/alb', 'component:default/alb', 'component:default/alb', undefined];
    expect(await guards(mockCredentials.user('user:default/other'))).toEqual(left);
    state.isDown = true;
    const jiwoo = mockCredentials.user('user:default/jiwoo');
    expect(await guards(jiwoo)).toEqual(left);
    state.isDown = false;
    expect((await guards(jiwoo))[0]).toBe('component:default/rds');
    expect(asked).toHaveLength(3);
    expect((await guarded.query({ term: 'x' }, undefined as never)).results).toEqual(results);
  });
});
