import { Entity } from '@backstage/catalog-model';
import { createFrontendPlugin, createRouteRef, ExtensionDefinition, identityApiRef, PageBlueprint } from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import axe from 'axe-core';
import { HandbookApi, handbookApiRef } from '../api';
import handbookPlugin from '../index';

/** Who reads. */
export const reader = 'user:default/jiwoo';

/** The team that owns what the samples hold. */
export const platformTeam: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform', namespace: 'default', title: 'Platform' },
  spec: { type: 'team', children: [] },
};

const catalogRouteRef = createRouteRef();

/** As much of the catalog as links lead to. */
const catalogPlugin = createFrontendPlugin({
  pluginId: 'catalog',
  routes: { catalogIndex: catalogRouteRef },
  extensions: [PageBlueprint.make({ params: { path: '/catalog', routeRef: catalogRouteRef, loader: async () => <></> } })],
});

/** An app with the real plugin, its routes and its extensions, over a backend of the test's own. */
export function renderPortal(options: {
  api: HandbookApi;
  path: string;
  entities?: Entity[];
  extensions?: ExtensionDefinition[];
}) {
  const { api, path, entities = [platformTeam], extensions } = options;
  return renderTestApp({
    features: [handbookPlugin, catalogPlugin],
    extensions,
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [handbookApiRef, api],
      [identityApiRef, mockApis.identity({ userEntityRef: reader })],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
      platform: { gitUrl: 'https://forge.example', webUrl: 'http://forge.example' },
    },
  });
}

/** What axe finds wrong, in words. Colours need a real browser and are checked in one. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, { rules: { 'color-contrast': { enabled: false } } });
  return violations.map(violation => `${violation.id}: ${violation.nodes.map(node => node.html).join(' ')}`);
}
