import { mockCredentials } from '@backstage/backend-test-utils';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { platformAnnotations } from '@connectly/plugin-platform-common';
import { VisibleRepositories } from './VisibleRepositories';

describe('VisibleRepositories', () => {
  const setUp = () => {
    const state = { asked: 0, now: 0 };
    const catalog: Partial<CatalogService> = {
      async *streamEntities() {
        state.asked += 1;
        yield [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'a', annotations: { [platformAnnotations.repository]: 'connectly/a' } },
          },
        ];
      },
    };
    const visible = VisibleRepositories.create({ catalog: catalog as CatalogService, now: () => state.now });
    return { state, visible };
  };

  it.each([
    ['a person', mockCredentials.user('user:default/x'), mockCredentials.user('user:default/y')],
    ['a plugin', mockCredentials.service('plugin:search'), mockCredentials.service('plugin:handbook')],
  ])('asks the catalog once in a while for %s, who asks page by page', async (_, one, other) => {
    const { state, visible } = setUp();
    for (let page = 0; page < 5; page++) {
      expect([...(await visible.of(one))]).toEqual(['connectly/a']);
    }
    expect(state.asked).toBe(1);
    await visible.of(other);
    expect(state.asked).toBe(2);
    state.now = 20_001;
    await visible.of(one);
    expect(state.asked).toBe(3);
  });

  it('asks each time for a token whose rights its name does not tell', async () => {
    const { state, visible } = setUp();
    const token = mockCredentials.service('external:x', { permissionNames: ['catalog.entity.read'] });
    await visible.of(token);
    await visible.of(token);
    expect(state.asked).toBe(2);
  });
});
