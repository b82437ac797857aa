/**
 * The portal as the stack `portal` runs it, on this machine: the built bundle with app-config.yaml and app-config.production.yaml over it, in
 * an environment that holds what that stack sets and nothing else. PostgreSQL lets in with TLS and a password only, so does the cache, with
 * the rights that the stack gives; the bucket is the AWS emulator's, and TLS ends before the portal as it does at the load balancer.
 *
 * GitHub is on the Internet: wherever production names it, the forge stands, to which the portal signs in as a GitHub App. That and the port
 * are all that is laid over. The portal's name leads nowhere: a browser must be told that it is this machine.
 *
 * `node script/lib/production.mjs` keeps everything in PORTAL_STATE, writes one line of JSON once the portal is ready, and ends all it
 * started on SIGINT. It needs PostgreSQL, Redis and Python.
 */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:https';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { ensureBuild } from './build.mjs';
import { ownChildren, waitFor } from './children.mjs';
import { ensureSecrets } from './configuration.mjs';
import { fail, Problem, say } from './console.mjs';
import { startForge } from './forge.mjs';
import { startEmulator } from './infra-emulator.mjs';
import { infrastructure } from './infra-workspace.mjs';
import { root, state } from './paths.mjs';
import { freePort } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { ensureDependencies, ensureToolchain } from './toolchain.mjs';

const secret = () => randomBytes(24).toString('hex');
const productionFile = join(root, 'app-config.production.yaml');
const bucket = 'prod-connectly-techdocs';

/** Redis with TLS, and the one user that the stack's cache has. */
async function startCache(children, { certificateFile, keyFile, password }) {
  const data = await readFile(join(infrastructure, 'stacks/portal/data.tf'), 'utf8');
  const [, rights] = /users\s*=\s*\{ portal = "on ([^"]+)" \}/.exec(data) ?? [];
  if (!rights) throw new Problem('infrastructure/stacks/portal/data.tf gives the user of the cache no rights.', 'Mend how this script reads them.');
  const port = await freePort();
  const file = join(state, 'redis.conf');
  const lines = [
    'bind 127.0.0.1',
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file ${certificateFile}`,
    `tls-key-file ${keyFile}`,
    `tls-ca-cert-file ${certificateFile}`,
    'tls-auth-clients no',
    'save ""',
    `dir ${state}`,
    'user default off',
    `user portal on >${password} ${rights}`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  await children.start('cache', 'redis-server', [file], { log: join(state, 'logs', 'cache.log') });
  for (const end = Date.now() + 10_000; Date.now() < end; await sleep(50)) {
    const open = await new Promise(done => {
      const socket = connect(port, '127.0.0.1', () => done(true));
      socket.on('error', () => done(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) break;
  }
  return port;
}

/** The emulator finds the service in the credential's scope and does not check the signature. */
async function makeBucket({ AWS_ENDPOINT_URL: address }) {
  const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
  const response = await fetch(`${address}/${bucket}`, { method: 'PUT', headers: { authorization } });
  if (!response.ok) throw new Error(`The emulator made no bucket: ${await response.text()}`);
}

/** What is not GitHub's on this machine; the rest of each section is production's own. */
async function writeOverlay({ port, forge }) {
  const production = parse(await readFile(productionFile, 'utf8'));
  const { host } = new URL(forge.url);
  const overlay = {
    backend: { listen: { port } },
    platform: { gitUrl: production.platform.gitUrl, webUrl: production.platform.webUrl },
    integrations: {
      github: production.integrations.github.map(github => ({ ...github, host, apiBaseUrl: `${forge.url}/api/v3`, rawBaseUrl: `${forge.url}/raw` })),
    },
    catalog: { locations: production.catalog.locations, providers: production.catalog.providers },
    repositories: { providers: production.repositories.providers.map(provider => ({ ...provider, host, gitUrl: forge.url })) },
  };
  const file = join(state, 'app-config.forge.json');
  await writeFile(file, JSON.stringify(overlay, undefined, 2).replaceAll('https://github.com', forge.url));
  return file;
}

/** The load balancer's part: TLS ends here. */
async function startFront({ certificateFile, keyFile, port }) {
  const front = createServer({ cert: await readFile(certificateFile), key: await readFile(keyFile) }, (request, response) => {
    const headers = { ...request.headers, 'x-forwarded-proto': 'https' };
    const passed = httpRequest({ host: '127.0.0.1', port, path: request.url, method: request.method, headers }, answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  await new Promise(done => front.listen(0, '127.0.0.1', done));
  return front.address().port;
}

/** Refuses to start without a variable that production's configuration names: Backstage leaves out what it cannot fill in. */
async function requireVariables(variables) {
  const text = await readFile(productionFile, 'utf8');
  const named = [...text.matchAll(/\$\{([A-Z][A-Z0-9_]*)\}/g)].map(match => match[1]);
  const absent = named.filter(name => !(name in variables));
  if (absent.length > 0) throw new Problem(`app-config.production.yaml names ${absent.join(', ')}.`, 'Give it a value in script/lib/production.mjs.');
}

async function start(children, onStop) {
  const toolchain = await ensureToolchain();
  await ensureDependencies(toolchain);
  const directory = await ensureBuild(toolchain);
  const [port, forgePort] = [await freePort(), await freePort()];
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    // as GitHub hands it out
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const secrets = await ensureSecrets();
  const forge = await startForge(children, toolchain, { forgePort, secrets, apps: [{ slug: 'platform-portal', name: 'Platform portal', publicKey }] });
  const tls = { certificateFile: forge.certificateFile, keyFile: join(state, 'forge/data/certificate-key.pem') };

  const databasePassword = `${secret()}@:/?#'%`;
  const database = await startPostgres({ tls: { ...tls, password: databasePassword } });
  if (!database) throw new Problem('PostgreSQL is missing.', 'Install it (Debian: apt-get install postgresql), then try again.');
  onStop(() => database.stop());
  const cachePassword = secret();
  const cachePort = await startCache(children, { ...tls, password: cachePassword });
  const emulator = await startEmulator();
  onStop(() => emulator.stop());
  const aws = { AWS_ENDPOINT_URL: `http://127.0.0.1:${emulator.port}`, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  await makeBucket(aws);

  // a name of its own, as production has: Backstage warns of localhost
  const url = `https://portal.connectly.example:${await startFront({ ...tls, port })}`;
  const variables = {
    PORTAL_URL: url,
    POSTGRES_HOST: 'localhost',
    POSTGRES_PORT: new URL(database.url).port,
    POSTGRES_USER: 'dbadmin',
    POSTGRES_PASSWORD: databasePassword,
    CACHE_HOST: 'localhost',
    CACHE_PORT: String(cachePort),
    CACHE_USER: 'portal',
    CACHE_PASSWORD: cachePassword,
    TECHDOCS_BUCKET: bucket,
    GITHUB_APP_ID: '1',
    GITHUB_APP_CLIENT_ID: 'Iv1.1',
    GITHUB_APP_CLIENT_SECRET: secret(),
    GITHUB_APP_PRIVATE_KEY: privateKey,
    GITHUB_WEBHOOK_SECRET: secrets.webhookSecret,
    GITHUB_OAUTH_CLIENT_ID: 'Ov23production',
    GITHUB_OAUTH_CLIENT_SECRET: secret(),
    PLATFORM_CREATION_KEY: secrets.creationKey,
    SESSION_SECRET: secret(),
  };
  await requireVariables(variables);
  const home = join(state, 'tmp');
  await mkdir(home, { recursive: true });
  const log = join(state, 'logs', 'portal.log');
  const files = [join(root, 'app-config.yaml'), productionFile, await writeOverlay({ port, forge })];
  const startedAt = new Date().toISOString();
  await children.start('portal', toolchain.node, ['packages/backend', ...files.flatMap(file => ['--config', file])], {
    cwd: directory,
    log,
    env: {
      PATH: toolchain.env.PATH,
      NODE_ENV: 'production',
      HOME: home,
      TMPDIR: home,
      NODE_EXTRA_CA_CERTS: tls.certificateFile,
      ...aws,
      ...variables,
    },
  });
  const insideUrl = `http://127.0.0.1:${port}`;
  await waitFor(`${insideUrl}/.backstage/health/v1/readiness`, { seconds: 120, name: 'portal', log }).catch(async error => {
    // Backstage lives on when it cannot start, and whoever asked for this removes the log
    const tail = (await readFile(log, 'utf8')).trim().split('\n').slice(-5).join('\n');
    throw new Problem(`${error.message}\n${tail}`, error.next);
  });
  return {
    url,
    insideUrl,
    directory,
    startedAt,
    log,
    database: database.url,
    psql: join(database.bin, 'psql'),
    cache: { CACHE_HOST: 'localhost', CACHE_PORT: String(cachePort), CACHE_USER: 'portal', CACHE_PASSWORD: cachePassword },
    certificateFile: tls.certificateFile,
    webhookSecret: variables.GITHUB_WEBHOOK_SECRET,
    oauthClientId: variables.GITHUB_OAUTH_CLIENT_ID,
  };
}

async function main() {
  if (!process.env.PORTAL_STATE) throw new Problem('PORTAL_STATE names no directory.', 'Give one that may be deleted.');
  const stops = [];
  const { children, stop } = ownChildren(async () => {
    for (const end of stops) await end();
  });
  try {
    say(JSON.stringify(await start(children, end => stops.push(end))));
  } catch (error) {
    if (children.stopping) return;
    process.stderr.write(`${error.message}\n${error.next ?? ''}\n`);
    await stop(1);
  }
}

main().catch(fail);
