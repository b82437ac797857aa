import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createService } from './server.mjs';

const server = createService({
  name: 'example',
  environment: 'test',
  healthCheckPath: '/healthz',
});
let base;

before(async () => {
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => server.close());

test('the health check answers', async () => {
  const response = await fetch(`${base}/healthz`);
  assert.equal(response.status, 200);
});

test('an unknown path is not found, and counted', async () => {
  const response = await fetch(`${base}/nowhere`);
  assert.equal(response.status, 404);
  const metrics = await (await fetch(`${base}/metrics`)).text();
  assert.match(metrics, /http_requests_total\{service="example",code="404"\} 1/);
});
