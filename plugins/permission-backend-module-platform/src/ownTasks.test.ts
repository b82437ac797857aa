import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import request from 'supertest';
import permissionModulePlatform from '.';

jest.setTimeout(60_000);

const template = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'wait' },
  spec: {
    type: 'service',
    steps: [{ id: 'wait', action: 'debug:wait', input: { seconds: 20 } }],
  },
};

/** Tells, as the real service does and the mock does not, that a plugin asks for a person. */
const authOnBehalfOfUsers = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const getPluginRequestToken = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { principal } = options.onBehalfOf;
      return auth.isPrincipal(options.onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              (principal as { userEntityRef: string }).userEntityRef,
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : getPluginRequestToken(options);
    };
    return auth;
  },
});

describe('tasks of the real scaffolder', () => {
  it('are read and cancelled by who started them, and by platform engineers', async () => {
    const groupsOf: Record<string, string> = {
      'user:default/jiwoo': 'group:default/payments',
      'user:default/other': 'group:default/orders',
      'user:default/haneul': 'group:default/on-call',
      'user:default/minseo': 'group:default/platform',
    };
    const { server } = await startTestBackend({
      features: [
        scaffolderPlugin,
        permissionPlugin,
        permissionModulePlatform,
        permissionsServiceFactory,
        authOnBehalfOfUsers,
        catalogServiceMock.factory({ entities: [template] }),
        mockServices.userInfo.mock({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            const group = groupsOf[userEntityRef];
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, group],
            };
          },
        }).factory,
        mockServices.rootConfig.factory({
          data: { permission: { enabled: true } },
        }),
      ],
    });
    const as = (name: string) => ({
      authorization: mockCredentials.user.header(`user:default/${name}`),
    });
    const tasks = '/api/scaffolder/v2/tasks';
    const created = await request(server)
      .post(tasks)
      .set(as('jiwoo'))
      .send({ templateRef: 'template:default/wait', values: {} });
    expect([created.status, created.body]).toEqual([
      201,
      { id: expect.any(String) },
    ]);
    const task = `${tasks}/${created.body.id}`;

    const seen: Record<string, unknown> = {};
    for (const name of ['jiwoo', 'other', 'haneul', 'minseo']) {
      const list = await request(server).get(tasks).set(as(name));
      const one = await request(server).get(task).set(as(name));
      seen[name] = [list.body.tasks.length, one.status];
    }
    expect(seen).toEqual({
      jiwoo: [1, 200],
      other: [0, 403],
      haneul: [0, 403],
      minseo: [1, 200],
    });
    const cancel = async (name: string) =>
      (await request(server).post(`${task}/cancel`).set(as(name))).status;
    expect([await cancel('other'), await cancel('haneul')]).toEqual([403, 403]);
    expect(await cancel('jiwoo')).toBe(200);
  });
});
