import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RoutedLinks } from './RoutedLinks';

const ofService = {
  kind: 'component',
  'spec.type': 'service',
  'metadata.annotations.platform.connectly.io/repository': { $exists: true },
};

/** Modules that a service calls. */
export const serviceModulesCard = EntityCardBlueprint.make({
  name: 'service-modules',
  params: {
    filter: ofService,
    loader: async () => {
      const { ServiceModulesCard } = await import('../components/cards');
      return (
        <RoutedLinks>
          <ServiceModulesCard />
        </RoutedLinks>
      );
    },
  },
});

/** Contracts that a service reads. */
export const serviceContractsCard = EntityCardBlueprint.make({
  name: 'service-contracts',
  params: {
    filter: ofService,
    loader: async () => {
      const { ServiceContractsCard } = await import('../components/cards');
      return (
        <RoutedLinks>
          <ServiceContractsCard />
        </RoutedLinks>
      );
    },
  },
});

/** A module's figures on its entity page. */
export const moduleCard = EntityCardBlueprint.make({
  name: 'module',
  params: {
    filter: { kind: 'component', 'spec.type': 'terraform-module' },
    loader: async () => {
      const { ModuleCard } = await import('../components/cards');
      return (
        <RoutedLinks>
          <ModuleCard />
        </RoutedLinks>
      );
    },
  },
});

/** A stack's figures on its entity page. */
export const stackCard = EntityCardBlueprint.make({
  name: 'stack',
  params: {
    filter: { kind: 'resource', 'spec.type': 'terraform-stack' },
    loader: async () => {
      const { StackCard } = await import('../components/cards');
      return (
        <RoutedLinks>
          <StackCard />
        </RoutedLinks>
      );
    },
  },
});
