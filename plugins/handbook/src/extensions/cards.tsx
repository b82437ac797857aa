import { EntityCardBlueprint, EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RoutedLinks } from './RoutedLinks';

const ofService = {
  kind: 'component',
  'spec.type': 'service',
  'metadata.annotations.platform.connectly.io/repository': { $exists: true },
};

/** Documents of a module, a stack or a team. */
export const documentsCard = EntityCardBlueprint.make({
  name: 'documents',
  params: {
    filter: {
      $any: [
        { kind: 'component', 'spec.type': 'terraform-module' },
        { kind: 'resource', 'spec.type': 'terraform-stack' },
        { kind: 'group' },
      ],
    },
    loader: async () => {
      const { EntityDocumentsCard } = await import('../components/cards');
      return (
        <RoutedLinks>
          <EntityDocumentsCard />
        </RoutedLinks>
      );
    },
  },
});

/** Documents of a service, as a tab of its page. */
export const documentsContent = EntityContentBlueprint.make({
  name: 'documents',
  params: {
    path: '/documents',
    title: 'Handbook',
    group: 'documentation',
    filter: ofService,
    loader: async () => {
      const { EntityDocumentsContent } = await import('../components/cards');
      return (
        <RoutedLinks>
          <EntityDocumentsContent />
        </RoutedLinks>
      );
    },
  },
});
