/** The catalog is at the portal's own address; who types the address that it has elsewhere comes there too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PageBlueprint } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { useLocation } from 'react-router-dom';
import { parse } from 'yaml';

const configuration = parse(readFileSync(join(__dirname, '../../../app-config.yaml'), 'utf8'));
const routes = configuration.app.extensions.filter((entry: object | string) => typeof entry === 'object' && 'app/routes' in entry);

const Address = ({ page }: { page: string }) => {
  const { pathname, search } = useLocation();
  return <p>{`${page} at ${pathname}${search}`}</p>;
};

const pages = [
  PageBlueprint.make({ name: 'catalog', params: { path: '/', loader: async () => <Address page="Catalog" /> } }),
  PageBlueprint.make({ name: 'entity', params: { path: '/catalog/:namespace/:kind/:name', loader: async () => <Address page="Entity" /> } }),
];

it.each([
  ['/catalog', 'Catalog at /'],
  ['/catalog/?filters%5Bkind%5D=group', 'Catalog at /?filters%5Bkind%5D=group'],
  ['/catalog/default/component/ledger', 'Entity at /catalog/default/component/ledger'],
])('%s leads to %s', async (address, expected) => {
  renderTestApp({ extensions: pages, initialRouteEntries: [address], config: { app: { extensions: routes } } });
  expect(await screen.findByText(expected)).toBeInTheDocument();
});
