import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { RiBookOpenLine } from '@remixicon/react';
import { handbookRouteRef } from '../routes';
import { RoutedLinks } from './RoutedLinks';

/** *Handbook*: the lists, and each document. */
export const handbookPage = PageBlueprint.make({
  params: {
    path: '/handbook',
    routeRef: handbookRouteRef,
    title: 'Handbook',
    icon: <RiBookOpenLine />,
    noHeader: true,
    loader: async () => {
      const { HandbookPage } = await import('../components/HandbookPage');
      return (
        <RoutedLinks>
          <HandbookPage />
        </RoutedLinks>
      );
    },
  },
});
