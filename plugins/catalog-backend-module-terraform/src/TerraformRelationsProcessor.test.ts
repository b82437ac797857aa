import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  CatalogProcessorCache,
  CatalogProcessorResult,
} from '@backstage/plugin-catalog-node';
import { ServiceUsage } from '@connectly/plugin-terraform-common';
import { TerraformService } from '@connectly/plugin-terraform-node';
import { TerraformRelationsProcessor } from './TerraformRelationsProcessor';

const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: { 'platform.connectly.io/repository': 'connectly/orders' },
  },
  spec: { type: 'service' },
};

const payments: Entity = {
  ...orders,
  metadata: {
    name: 'payments',
    annotations: { 'platform.connectly.io/repository': 'connectly/payments' },
  },
};

describe('TerraformRelationsProcessor', () => {
  it('keeps relations while nothing can be said of a repository, and says why once', async () => {
    const repository = 'connectly/orders';
    const nothing = { repository, modules: [], contracts: [], findings: [] };
    const usage = {
      ...nothing,
      modules: [{ module: 'alb', latestVersion: '1.0.0' }],
    } as unknown as ServiceUsage;
    let answer: ServiceUsage | Error = usage;
    const terraform: Partial<TerraformService> = {
      getServiceUsage: async () => {
        if (answer instanceof Error) {
          throw answer;
        }
        return answer;
      },
    };
    const remembered = new Map<string, unknown>();
    const cache = {
      get: async (key: string) => remembered.get(key),
      set: async (key: string, value: unknown) =>
        void remembered.set(key, value),
    } as CatalogProcessorCache;
    const logger = mockServices.logger.mock();
    const warned = () => logger.warn.mock.calls.map(([message]) => message);
    const processor = TerraformRelationsProcessor.create({
      terraform: terraform as TerraformService,
      auth: mockServices.auth(),
      logger,
    });
    const relations = async (entity = orders) => {
      const emitted: CatalogProcessorResult[] = [];
      await processor.postProcessEntity(
        entity,
        { type: 'url', target: 'x' },
        result => emitted.push(result),
        cache,
      );
      return emitted.filter(({ type }) => type === 'relation').length;
    };

    expect(await relations()).toBe(2);
    expect(warned()).toEqual([]);
    answer = new Error('down');
    expect(await relations()).toBe(2);
    // Said once, whoever else it holds for.
    expect(await relations()).toBe(2);
    expect(await relations(payments)).toBe(0);
    expect(warned()).toEqual([
      'PLT-401: the relations of services to modules and contracts stay as they were, first of "connectly/orders": down',
    ]);
    answer = Object.assign(new Error('refused'), { statusCode: 403 });
    expect(await relations()).toBe(2);
    expect(warned()).toHaveLength(2);
    answer = { ...nothing, unread: true };
    expect(await relations()).toBe(2);
    answer = nothing;
    expect(await relations()).toBe(0);
    expect(warned()).toHaveLength(2);
    // It was well meanwhile: that it is not any more is news.
    answer = new Error('down');
    expect(await relations()).toBe(0);
    expect(warned()).toHaveLength(3);
  });
});
