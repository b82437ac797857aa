import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { createMetrics } from './metrics.mjs';

/**
 * The path of a request's target, byte for byte: `URL` would take `//x` for a host, and throws on `//` alone. A proxy's
 * absolute form (`GET http://host/path`) is read as one.
 *
 * @param {string} target
 * @returns {string | undefined} undefined when the target is no path of this service
 */
function pathOf(target) {
  if (target.startsWith('/')) return target.split(/[?#]/, 1)[0];
  return URL.canParse(target) ? new URL(target).pathname : undefined;
}

/** @param {string | undefined} path */
function refusal(path) {
  return path === undefined
    ? { status: 400, body: 'bad request\n' }
    : { status: 404, body: 'not found\n' };
}

/**
 * The service. It answers its health check, its metrics and one greeting; replace the greeting by what it is for.
 *
 * @param {{ name: string, environment: string, healthCheckPath: string }} settings
 */
export function createService(settings) {
  const metrics = createMetrics(settings.name);
  const routes = {
    [settings.healthCheckPath]: () => ({ status: 200, body: 'ok\n' }),
    '/metrics': () => ({ status: 200, body: metrics.text() }),
    '/': () => ({
      status: 200,
      body: `${settings.name} in ${settings.environment}\n`,
    }),
  };
  return createServer((request, response) => {
    const started = process.hrtime.bigint();
    const path = pathOf(request.url ?? '/');
    const { status, body } =
      path !== undefined && Object.hasOwn(routes, path)
        ? routes[path]()
        : refusal(path);
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
    response.end(body);
    metrics.observe(
      status,
      Number(process.hrtime.bigint() - started) / 1_000_000_000,
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const server = createService({
    name: process.env.SERVICE_NAME ?? 'service',
    environment: process.env.ENVIRONMENT ?? 'local',
    healthCheckPath: process.env.HEALTH_CHECK_PATH ?? '/healthz',
  });
  const port = Number(process.env.PORT ?? 8080);
  server.listen(port, () => {
    process.stdout.write(`${JSON.stringify({ message: 'ready', port })}\n`);
  });
  // ECS sends SIGTERM and waits 30 seconds: finish what was begun, take nothing new
  process.on('SIGTERM', () => server.close(() => process.exit(0)));
}
