import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { coreServices, createBackendPlugin } from '@backstage/backend-plugin-api';
import express from 'express';
import request from 'supertest';
import { jsonBody } from './jsonBody';

const plugin = createBackendPlugin({
  pluginId: 'echo',
  register(reg) {
    reg.registerInit({
      deps: { http: coreServices.httpRouter },
      async init({ http }) {
        const router = express.Router();
        router.use(jsonBody('1kb'));
        router.all('/', (received, response) => {
          response.json({ body: received.body });
        });
        http.use(router);
      },
    });
  },
});

describe('jsonBody', () => {
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  beforeAll(async () => {
    ({ server } = await startTestBackend({ features: [plugin, mockServices.rootLogger.factory()] }));
  });
  const post = (body: string, type = 'application/json') =>
    request(server).post('/api/echo').set('content-type', type).send(body);

  it('reads JSON, and asks nothing of a request without a body', async () => {
    expect((await post('{"a":1}', 'application/json; charset=utf-8')).body).toEqual({ body: { a: 1 } });
    expect((await request(server).get('/api/echo')).status).toBe(200);
    expect((await request(server).post('/api/echo')).status).toBe(200);
  });

  it.each([
    ['{"secret-text', 'application/json', 400, 'PLT-405: The body is not JSON. Send one JSON object.'],
    ['"text"', 'application/json', 400, 'PLT-405: The body is not JSON. Send one JSON object.'],
    ['{}', 'application/json; charset=x-none', 415, /^PLT-405: The body cannot be read/],
    ['{"a":1}', 'text/plain', 415, /^PLT-405: The body is not said to be JSON\. .*application\/json/],
    ['a=1', 'application/x-www-form-urlencoded', 415, /^PLT-405/],
    [JSON.stringify({ a: 'x'.repeat(2_000) }), 'application/json', 413, 'PLT-405: The body is too large. Send less.'],
  ])('refuses %j as %s', async (body, type, status, message) => {
    const response = await post(body, type);
    expect(response.status).toBe(status);
    expect(response.body.error).toMatchObject({ code: 'PLT-405', where: 'body', next: expect.any(String), link: expect.any(String) });
    expect(response.body.error.message).toMatch(message);
    expect(response.text).not.toMatch(/SyntaxError|secret-text|Unexpected/);
  });
});
