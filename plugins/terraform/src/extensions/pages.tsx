import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiServerLine, RiStackLine } from '@remixicon/react';
import { modulesRouteRef, stacksRouteRef } from '../routes';
import { RoutedLinks } from './RoutedLinks';

/** *Modules*: the list, and each module. */
export const modulesPage = PageBlueprint.make({
  name: 'modules',
  params: {
    path: '/modules',
    routeRef: modulesRouteRef,
    title: 'Modules',
    icon: <RiStackLine />,
    noHeader: true,
    loader: async () => {
      const { ModulesPage } = await import('../components/ModulesPage');
      return (
        <RoutedLinks>
          <ModulesPage />
        </RoutedLinks>
      );
    },
  },
});

/** *Stacks*: the list, and each stack. */
export const stacksPage = PageBlueprint.make({
  name: 'stacks',
  params: {
    path: '/stacks',
    routeRef: stacksRouteRef,
    title: 'Stacks',
    icon: <RiServerLine />,
    noHeader: true,
    loader: async () => {
      const { StacksPage } = await import('../components/StacksPage');
      return (
        <RoutedLinks>
          <StacksPage />
        </RoutedLinks>
      );
    },
  },
});
