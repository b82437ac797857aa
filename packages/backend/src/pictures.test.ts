/** What the browser is told with every page: a picture that somebody wrote into a description is asked of nobody but the forge. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import { parse } from 'yaml';

const read = (file: string) => parse(readFileSync(join(__dirname, '../../..', file), 'utf8'));

it.each([
  ['one machine', ['app-config.yaml'], "img-src 'self' data:", false],
  ['production', ['app-config.yaml', 'app-config.production.yaml'], "img-src 'self' data: https://avatars.githubusercontent.com", true],
])('on %s, pictures come from the portal and the forge alone', async (_, files, sources, isUpgraded) => {
  const csp = Object.assign({}, ...files.map(file => read(file).backend.csp));
  const config = mockServices.rootConfig({ data: { backend: { csp } } });
  const helmet = MiddlewareFactory.create({ config, logger: mockServices.rootLogger() }).helmet();
  const server = createServer((request, response) => helmet(request as never, response as never, () => response.end()));
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  const { headers } = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  server.close();
  const directives = headers.get('content-security-policy')?.split(';');
  expect(directives).toContain(sources);
  expect(directives?.includes('upgrade-insecure-requests')).toBe(isUpgraded);
});
