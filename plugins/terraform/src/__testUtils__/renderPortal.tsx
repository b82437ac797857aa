import { Entity } from '@backstage/catalog-model';
import { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import axe from 'axe-core';
import { TerraformApi, terraformApiRef } from '../api';
import terraformPlugin from '../index';

/** The service `checkout`, as its own catalog-info.yaml describes it. */
export const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    annotations: { 'platform.connectly.io/repository': 'connectly/checkout' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
};

/** An app with the real plugin, its routes and its extensions, over a backend of the test's own. */
export function renderPortal(options: {
  api: TerraformApi;
  path: string;
  entities?: Entity[];
  extensions?: ExtensionDefinition[];
}) {
  const { api, path, entities = [checkout], extensions } = options;
  return renderTestApp({
    features: [terraformPlugin],
    extensions,
    initialRouteEntries: [path],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [terraformApiRef, api],
      [catalogApiRef, catalogApiMock({ entities })],
    ],
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
      platform: {
        gitUrl: 'https://forge.example',
        webUrl: 'http://forge.example',
      },
    },
  });
}

/** What axe finds wrong, in words. Colours need a real browser and are checked in one. */
export async function violationsOf(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    violation =>
      `${violation.id}: ${violation.nodes.map(node => node.html).join(' ')}`,
  );
}
