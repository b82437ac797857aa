import assert from 'node:assert/strict';
import { connect } from 'node:net';
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

/** What the server answers to one raw request line: clients would tidy it up first. */
function raw(line) {
  return new Promise((resolve, reject) => {
    const socket = connect(server.address().port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', chunk => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer.split('\r\n')[0]));
    socket.end(`${line} HTTP/1.1\r\nhost: service\r\nconnection: close\r\n\r\n`);
  });
}

test('no request line ends the service', async () => {
  const answers = {
    'GET //': 404,
    'GET //host/path': 404,
    'GET /%': 404,
    'GET /%00/../healthz': 404,
    'GET /__proto__': 404,
    [`GET /${'x'.repeat(8_000)}`]: 404,
    [`GET /${'x'.repeat(20_000)}`]: 431,
    'GET /healthz?deep=%': 200,
    'GET http://proxy.example/healthz': 200,
    'GET http://[': 400,
    'GET nowhere': 400,
    'OPTIONS *': 400,
  };
  for (const [line, status] of Object.entries(answers)) {
    assert.match(await raw(line), new RegExp(`^HTTP/1.1 ${status} `), line.slice(0, 40));
  }
  assert.equal((await fetch(`${base}/healthz`)).status, 200);
});
