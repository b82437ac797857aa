import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { SearchEngine } from '@backstage/plugin-search-backend-node';
import { guardByAnyEntity } from './guardByAnyEntity';

const documentOf = (repository: string, more: object) => ({
  type: 'handbook',
  document: { title: repository, text: '', location: `/${repository}`, repository, authorization: { resourceRef: 'component:default/alb' }, ...more },
});
const many = (...repositories: string[]) => repositories.map(repository => documentOf(repository, { manyEntities: true }));
const results = [
  ...many('org/platform', 'org/platform'),
  documentOf('org/orders', {}),
  { type: 'other', document: { title: 'open', text: '', location: '/open', repository: 'org/platform', manyEntities: true } },
];
const annotation = 'platform.connectly.io/repository';
const entityOf = (name: string, repository: string) => ({
  kind: 'Component',
  metadata: { name, namespace: 'default', annotations: { [annotation]: repository } },
});

/** A catalog that shows Jiwoo one module of the platform and what else is given, and nobody else anything. */
function start(found: object[] = results, more: ReturnType<typeof entityOf>[] = []) {
  const asked: string[] = [];
  const now = { value: 0 };
  const state = { isDown: false, pause: Promise.resolve() };
  const entities = [entityOf('rds', 'org/platform'), ...more];
  const catalog = {
    queryEntities: async (
      { filter, limit }: { filter: Record<string, string[]>; limit: number },
      { credentials }: { credentials: BackstageCredentials },
    ) => {
      const { userEntityRef } = credentials.principal as { userEntityRef?: string };
      const [repositories] = Object.values(filter);
      asked.push(`${userEntityRef} ${repositories}`);
      await state.pause;
      if (state.isDown) throw new Error('down');
      const matching = entities.filter(each => repositories.includes(each.metadata.annotations[annotation]));
      return { items: userEntityRef === 'user:default/jiwoo' ? matching.slice(0, limit) : [], totalItems: 1, pageInfo: {} };
    },
  } as unknown as CatalogService;
  const engine = { query: async () => ({ results: found }) } as unknown as SearchEngine;
  const guarded = guardByAnyEntity(engine, { catalog, logger: mockServices.logger.mock(), now: () => now.value, timeLimit: 50 });
  const guards = async (credentials: BackstageCredentials) => {
    const { results: shown } = await guarded.query({ term: 'x' }, { credentials });
    return shown.map(({ document }) => document.authorization?.resourceRef);
  };
  return { asked, now, state, guards, guarded };
}

describe('guardByAnyEntity', () => {
  const jiwoo = mockCredentials.user('user:default/jiwoo');
  const own = 'component:default/alb';

  it('guards a document by an entity that the catalog shows the caller, and asks for it now and then', async () => {
    const { asked, now, guards } = start();
    const seen = ['component:default/rds', 'component:default/rds', own, undefined];
    expect(await guards(jiwoo)).toEqual(seen);
    expect(await guards(jiwoo)).toEqual(seen);
    expect(asked).toEqual(['user:default/jiwoo org/platform']);
    now.value = 20_001;
    await guards(jiwoo);
    expect(asked).toHaveLength(2);
  });

  it('leaves a document as it is to whom no entity is shown, while the catalog is down, and without a caller', async () => {
    const { asked, state, guards, guarded } = start();
    const left = [own, own, own, undefined];
    expect(await guards(mockCredentials.user('user:default/other'))).toEqual(left);
    state.isDown = true;
    expect(await guards(jiwoo)).toEqual(left);
    state.isDown = false;
    expect((await guards(jiwoo))[0]).toBe('component:default/rds');
    expect(asked).toHaveLength(3);
    expect((await guarded.query({ term: 'x' }, undefined as never)).results).toEqual(results);
    // the policy lets a plugin see everything
    expect(await guards(mockCredentials.service())).toEqual(left);
    expect(asked).toHaveLength(3);
  });

  it('asks once for all repositories, and again for those only that one with very many entities crowded out', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `org/service-${index}`);
    const crowd = Array.from({ length: 1_200 }, (_, index) => entityOf(`module-${index}`, 'org/platform'));
    const alone = names.map(name => entityOf(name.slice(4), name));
    const seen = names.map(name => `component:default/${name.slice(4)}`);

    const small = start(many(...names), alone);
    expect(await small.guards(jiwoo)).toEqual(seen);
    expect(small.asked).toHaveLength(1);

    const large = start(many('org/platform', ...names), [...crowd, ...alone]);
    expect(await large.guards(jiwoo)).toEqual(['component:default/rds', ...seen]);
    expect(large.asked).toHaveLength(2);
    await large.guards(jiwoo);
    expect(large.asked).toHaveLength(2);
  });

  it('waits no longer than is given for a catalog that does not answer, and uses its answer when it comes', async () => {
    const { asked, state, guards } = start();
    let answer = () => {};
    state.pause = new Promise(resolve => (answer = resolve));
    expect((await guards(jiwoo))[0]).toBe(own);
    expect((await guards(jiwoo))[0]).toBe(own);
    answer();
    await new Promise(resolve => setTimeout(resolve, 10));
    expect((await guards(jiwoo))[0]).toBe('component:default/rds');
    expect(asked).toHaveLength(1);
  });
});
