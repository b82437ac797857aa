import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { Repository } from '@connectly/plugin-repositories-common';
import {
  RepositoriesService,
  repositoriesServiceRef,
} from '@connectly/plugin-repositories-node';
import {
  ModuleSummary,
  StackDetails,
} from '@connectly/plugin-terraform-common';
import {
  TerraformService,
  terraformServiceRef,
} from '@connectly/plugin-terraform-node';
import request from 'supertest';
import catalogModuleTerraform from '.';

jest.setTimeout(60_000);

const loadBalancer: ModuleSummary = {
  name: 'alb',
  title: 'Load balancer',
  description: 'Balances',
  owner: 'group:default/platform',
  lifecycle: 'production',
  latestVersion: '1.1.0',
  released: true,
  consumers: 1,
  findings: 0,
  repository: 'connectly/platform',
  directory: 'infrastructure/modules/alb',
};

const call = {
  repository: 'connectly/orders',
  directory: 'terraform/prod',
  call: 'alb',
  outdated: true,
  unknownRelease: false,
  file: 'f',
  line: 1,
};
const use = {
  repository: 'connectly/orders',
  directory: 'terraform/prod',
  stack: 'network',
};

const stack: StackDetails = {
  name: 'network',
  title: 'Network',
  description: '',
  owner: 'group:default/platform',
  repository: 'connectly/platform',
  directory: 'infrastructure/stacks/network',
  values: 1,
  consumers: 1,
  findings: 0,
  content: {
    variables: [],
    outputs: [],
    resources: [],
    moduleCalls: [],
    providers: [],
    requiredVersion: '',
    moved: [],
    findings: [],
  },
  contract: [
    { stack: 'network', value: 'vpc_id', kind: 'String', file: 'f', line: 1 },
  ],
  uses: [],
  modules: [
    {
      ...call,
      repository: 'connectly/platform',
      stack: 'network',
      module: 'alb',
      outdated: false,
    },
  ],
};

const terraform: Partial<TerraformService> = {
  listModules: async () => ({
    items: [loadBalancer],
    total: 1,
    complete: true,
  }),
  listStacks: async () => ({ items: [stack], total: 1, complete: true }),
  getStack: async ({ name }) => {
    if (name !== stack.name) {
      throw new NotFoundError(name);
    }
    return stack;
  },
  getServiceUsage: async ({ repository }) => ({
    repository,
    modules: [
      { ...call, module: 'alb', version: '1.0.0', latestVersion: '1.1.0' },
      { ...call, call: 'gone', module: 'gone', version: '1.0.0' },
    ],
    contracts: [
      { ...use, value: 'vpc_id', published: true },
      { ...use, stack: 'none', value: 'x', published: false },
    ],
    findings: [],
  }),
};

const repositories: Partial<RepositoriesService> = {
  getRepository: async ({ repository }) =>
    ({
      url: `https://forge.test/${repository}`,
      defaultBranch: 'main',
      fullName: repository,
    } as Repository),
};

const service: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: {
      'backstage.io/managed-by-location':
        'url:https://forge.test/connectly/orders',
      'backstage.io/managed-by-origin-location':
        'url:https://forge.test/connectly/orders',
      'platform.connectly.io/repository': 'connectly/orders',
    },
  },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'group:default/orders',
  },
};

describe('catalogModuleTerraform', () => {
  it('shows modules, stacks and contracts, and who is hit by a change', async () => {
    const { server } = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleTerraform,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
            },
          },
        }),
        createServiceFactory({
          service: terraformServiceRef,
          deps: {},
          factory: () => terraform as TerraformService,
        }),
        createServiceFactory({
          service: repositoriesServiceRef,
          deps: {},
          factory: () => repositories as RepositoriesService,
        }),
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'service',
          register(env) {
            env.registerInit({
              deps: { catalog: catalogProcessingExtensionPoint },
              async init({ catalog }) {
                catalog.addEntityProvider({
                  getProviderName: () => 'service',
                  connect: connection =>
                    connection.applyMutation({
                      type: 'full',
                      entities: [{ entity: service, locationKey: 'service' }],
                    }),
                });
              },
            });
          },
        }),
      ],
    });
    const get = async (ref: string): Promise<Entity> =>
      (await request(server).get(`/api/catalog/entities/by-name/${ref}`)).body;
    const relationsOf = (entity: Entity) =>
      (entity.relations ?? [])
        .map(({ type, targetRef }) => `${type} ${targetRef}`)
        .sort();
    let orders = await get('component/default/orders');
    for (
      const deadline = Date.now() + 20_000;
      relationsOf(orders).length < 3 && Date.now() < deadline;

    ) {
      await new Promise(resolve => setTimeout(resolve, 100));
      orders = await get('component/default/orders');
    }

    expect(relationsOf(orders)).toEqual([
      'consumesApi api:default/network',
      'dependsOn component:default/alb',
      'ownedBy group:default/orders',
    ]);
    expect(relationsOf(await get('resource/default/network'))).toEqual([
      'dependsOn component:default/alb',
      'ownedBy group:default/platform',
      'providesApi api:default/network',
    ]);
    const alb = await get('component/default/alb');
    expect(alb.spec).toEqual({
      type: 'terraform-module',
      lifecycle: 'production',
      owner: 'group:default/platform',
    });
    expect(alb.metadata.annotations).toMatchObject({
      'backstage.io/source-location':
        'url:https://forge.test/connectly/platform/tree/main/infrastructure/modules/alb/',
      'platform.connectly.io/version': '1.1.0',
    });
    expect(relationsOf(alb)).toEqual([
      'dependencyOf component:default/orders',
      'dependencyOf resource:default/network',
      'ownedBy group:default/platform',
    ]);
    const contract = await get('api/default/network');
    expect(contract.spec).toMatchObject({ type: 'platform-contract' });
    expect(contract.spec?.definition).toContain('/platform/network/vpc_id');
  });
});
